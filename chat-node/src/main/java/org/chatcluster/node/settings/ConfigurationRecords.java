package org.chatcluster.node.settings;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The configuration records of this node, found by introspection: which keys they read, and
/// whether what is configured fits them. A misfit is one sentence that names the key, the value and
/// what was expected.
@Singleton
final class ConfigurationRecords {
    private static final String OURS = "chat.";

    /// How the framework lists what a bean's validation found: `memoryKib - must be greater than
    /// …`.
    private static final Pattern VIOLATION =
            Pattern.compile("(?m)^\\s*(?:[\\w.]*\\.)?(\\w+) - (.+?)\\s*$");

    private final BeanContext context;
    private final Environment environment;
    private final List<BeanDefinition<?>> definitions;

    ConfigurationRecords(BeanContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
        this.definitions =
                context
                        .getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))
                        .stream()
                        .filter(definition -> !keysOf(definition).isEmpty())
                        .<BeanDefinition<?>>map(definition -> definition)
                        .toList();
    }

    /// Returns every key that a record reads.
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        definitions.forEach(definition -> keys.addAll(keysOf(definition)));
        return keys;
    }

    /// Makes every record, so that a misfit stops the start and not the first call.
    ///
    /// @throws ConfigurationException if a value is missing, of the wrong type, or out of bounds
    void check() {
        for (BeanDefinition<?> definition : definitions) {
            for (Argument<?> argument : definition.getConstructor().getArguments()) {
                checkType(argument);
            }
            try {
                context.getBean(definition);
            } catch (BeanContextException e) {
                throw new ConfigurationException(sentence(definition, e));
            }
        }
    }

    private void checkType(Argument<?> argument) {
        String key = keyOf(argument);
        if (!environment.containsProperty(key) && !environment.containsProperties(key)) {
            if (!argument.isNullable()
                    && !argument.getAnnotationMetadata().hasAnnotation(Bindable.class)) {
                throw new ConfigurationException(key + " is missing");
            }
        } else if (environment.getProperty(key, argument).isEmpty()
                || (argument.getType() == boolean.class && !isBoolean(key))) {
            throw new ConfigurationException(
                    key
                            + " is "
                            + environment.getProperty(key, String.class).orElse("unreadable")
                            + ", expected "
                            + argument.getType().getSimpleName());
        }
    }

    /// The framework takes any text but a few for false.
    private boolean isBoolean(String key) {
        String text = environment.getProperty(key, String.class).orElse("");
        return text.equals("true") || text.equals("false");
    }

    private static String sentence(BeanDefinition<?> definition, BeanContextException failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        String message = String.valueOf(root.getMessage());
        Matcher violation = VIOLATION.matcher(message);
        return root instanceof ConfigurationException || !violation.find()
                ? message
                : keyOf(definition, violation.group(1)) + " " + violation.group(2);
    }

    private static String keyOf(BeanDefinition<?> definition, String parameter) {
        return Arrays.stream(definition.getConstructor().getArguments())
                .filter(argument -> argument.getName().equals(parameter))
                .findFirst()
                .map(ConfigurationRecords::keyOf)
                .orElse(parameter);
    }

    private static String keyOf(Argument<?> argument) {
        return argument.getAnnotationMetadata().stringValue(Property.class, "name").orElse("");
    }

    private static Set<String> keysOf(BeanDefinition<?> definition) {
        Set<String> keys = new TreeSet<>();
        for (Argument<?> argument : definition.getConstructor().getArguments()) {
            if (keyOf(argument).startsWith(OURS)) {
                keys.add(keyOf(argument));
            }
        }
        return keys;
    }
}
