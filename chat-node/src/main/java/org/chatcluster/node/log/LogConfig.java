package org.chatcluster.node.log;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Set;

/// How log lines are written. `logback.xml` reads the variable itself, before there is a
/// configuration; this record refuses what it would not understand.
///
/// @param format `text`, for people, or `json`, one object a line
@Context
@ConfigurationProperties("chat.log")
public record LogConfig(@Bindable(defaultValue = "text") String format) {
    private static final Set<String> FORMATS = Set.of("text", "json");

    public LogConfig {
        if (!FORMATS.contains(format)) {
            throw new ConfigurationException(
                    "chat.log.format is " + format + ", expected text or json");
        }
    }
}
