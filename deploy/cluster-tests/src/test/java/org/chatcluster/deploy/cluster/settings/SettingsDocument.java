package org.chatcluster.deploy.cluster.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The list of settings as Markdown, from what the compiler notes of the configuration records:
/// names, defaults, and the Javadoc of their components.
final class SettingsDocument {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static final String HEAD =
            """
            # Settings

            Environment variables. An unknown `CHAT_*` variable, a value of the wrong kind or out of its bounds stops the start with one
            sentence. Durations are written `500ms`, `30s`, `15m`, `7d`; lists are separated by commas. The rest of what a node
            reads is in [operations.md](operations.md#settings).

            This file is made from the configuration classes: `mvn verify` fails if it is not as they are, and
            `mvn -pl deploy/cluster-tests -am verify -Dit.test=none -Dtest=SettingsDocumentTest -Dsettings.write=true
            -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false` writes it anew.
            """;

    private static final String OF_BOTH = "org.chatcluster.node.";

    private final ObjectMapper json = new ObjectMapper();

    /// Returns the whole document.
    String text() throws IOException {
        return HEAD
                + table("chat-api", rows("org.chatcluster.api.", OF_BOTH))
                + table("chat-gateway", rows("org.chatcluster.gateway.", OF_BOTH));
    }

    private static String table(String module, SortedMap<String, String> rows) {
        if (rows.isEmpty()) {
            throw new IllegalStateException(module + " has no settings: is its jar built?");
        }
        return "\n## "
                + module
                + "\n\n| variable | default | meaning |\n| --- | --- | --- |\n"
                + String.join("", rows.values());
    }

    private SortedMap<String, String> rows(String... ofPackages) throws IOException {
        SortedMap<String, String> rows = new TreeMap<>();
        ClassLoader loader = SettingsDocument.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(METADATA))) {
            for (JsonNode property : json.readTree(url).path("properties")) {
                String name = property.path("name").asText();
                String type = property.path("sourceType").asText();
                if (name.startsWith("chat.") && Stream.of(ofPackages).anyMatch(type::startsWith)) {
                    rows.put(name, row(name, property));
                }
            }
        }
        return rows;
    }

    private static String row(String name, JsonNode property) {
        String meaning = property.path("description").asText().strip().replaceAll("\\s+", " ");
        if (meaning.isEmpty()) {
            throw new IllegalStateException(name + " does not say what it means");
        }
        return "| `%s` | %s | %s |\n"
                .formatted(variable(name), value(property), meaning.replace("|", "\\|"));
    }

    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String value(JsonNode property) {
        if (!property.has("defaultValue")) {
            return "none";
        }
        String value = property.path("defaultValue").asText();
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }
}
