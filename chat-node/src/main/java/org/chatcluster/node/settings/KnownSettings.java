package org.chatcluster.node.settings;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Stops the start when a `chat.*` key is set that no feature reads: most often a typing error,
/// which would otherwise leave a default in force unnoticed.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KnownSettings {
    /// Variables of the environment that the cluster's other processes and its log set-up read.
    private static final Set<String> VARIABLES_OF_OTHERS =
            Set.of("CHAT_LOG_DIR", "CHAT_LOG_LEVEL", "CHAT_PORT");

    private final Set<String> keys;
    private final Set<String> variables;

    KnownSettings(ConfigurationRecords records, Environment environment) {
        keys = records.keys();
        variables = keys.stream().map(KnownSettings::variable).collect(Collectors.toSet());
        Set<String> unknown = unknownIn(environment);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "unknown setting "
                            + String.join(", ", unknown)
                            + ", known are "
                            + String.join(", ", keys));
        }
        records.check();
    }

    private Set<String> unknownIn(Environment environment) {
        Set<String> unknown = new TreeSet<>();
        for (PropertySource source : environment.getPropertySources()) {
            boolean fromVariables =
                    source.getConvention()
                            == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE;
            for (String key : source) {
                (fromVariables ? unknownVariable(key) : unknownKey(key)).ifPresent(unknown::add);
            }
        }
        return unknown;
    }

    private Optional<String> unknownVariable(String name) {
        boolean known =
                !name.startsWith("CHAT_")
                        || name.startsWith("CHAT_TEST_")
                        || VARIABLES_OF_OTHERS.contains(name)
                        || variables.contains(name);
        return known ? Optional.empty() : Optional.of(name);
    }

    private Optional<String> unknownKey(String key) {
        int index = key.indexOf('[');
        String whole = index < 0 ? key : key.substring(0, index);
        boolean known = !whole.startsWith("chat.") || keys.contains(whole);
        return known ? Optional.empty() : Optional.of(key);
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
