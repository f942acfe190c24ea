package org.chatcluster.api.settings;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Stops the start when a `chat.*` key is set that no feature reads: most often a typing error,
/// which would otherwise leave a default in force unnoticed. What features read is found in their
/// configuration records. All of them are made here, so that a value out of bounds stops the start
/// too, and not the first call.
@Context
final class KnownSettings {
    /// Variables of the environment that the cluster's other processes and its log set-up read.
    private static final Set<String> VARIABLES_OF_OTHERS =
            Set.of("CHAT_LOG_DIR", "CHAT_LOG_LEVEL", "CHAT_PORT");

    /// Read by `application.yml` for the connection pool.
    private static final Set<String> POOL_KEYS =
            Set.of(
                    "chat.database.url",
                    "chat.database.username",
                    "chat.database.password",
                    "chat.database.pool-size",
                    "chat.node.name");

    private final Set<String> keys;
    private final Set<String> variables;

    KnownSettings(BeanContext context, Environment environment) {
        keys = new TreeSet<>(POOL_KEYS);
        for (BeanDefinition<?> definition :
                context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))) {
            Set<String> its = keysOf(definition);
            if (!its.isEmpty()) {
                keys.addAll(its);
                context.getBean(definition);
            }
        }
        variables = keys.stream().map(KnownSettings::variable).collect(Collectors.toSet());
        Set<String> unknown = unknownIn(environment);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "unknown setting "
                            + String.join(", ", unknown)
                            + ", known are "
                            + String.join(", ", keys));
        }
    }

    private static Set<String> keysOf(BeanDefinition<?> definition) {
        return Arrays.stream(definition.getConstructor().getArguments())
                .flatMap(argument ->
                        argument
                                .getAnnotationMetadata()
                                .stringValue(Property.class, "name")
                                .stream())
                .filter(key -> key.startsWith("chat."))
                .collect(Collectors.toSet());
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
