package org.chatcluster.deploy.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The objects that an installation consists of, hooks among them.
public record Rendered(List<JsonNode> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Rendered {
        objects = List.copyOf(objects);
    }

    static Rendered parse(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object document : reader().loadAll(yaml)) {
            if (document != null) {
                objects.add(JSON.valueToTree(document));
            }
        }
        return new Rendered(objects);
    }

    /// Returns the one document of a file.
    public static JsonNode yaml(Path file) throws IOException {
        return JSON.valueToTree(reader().load(Files.readString(file)));
    }

    /// A key that stands twice in an object is an error, as it is to Kubernetes.
    private static Yaml reader() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    /// Returns the objects of that kind.
    public List<JsonNode> all(String kind) {
        return objects.stream().filter(object -> kindOf(object).equals(kind)).toList();
    }

    /// Returns the object of that kind whose component is that one.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    public JsonNode one(String kind, String component) {
        return all(kind).stream()
                .filter(object -> componentOf(object.at("/metadata/labels")).equals(component))
                .findFirst()
                .orElseThrow();
    }

    /// Returns the objects that make pods.
    public List<JsonNode> workloads() {
        return Stream.of("Deployment", "Job").flatMap(kind -> all(kind).stream()).toList();
    }

    /// Returns the pods' part of an object that makes some.
    public static JsonNode podOf(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /// Returns the one container of an object that makes pods.
    public static JsonNode containerOf(JsonNode workload) {
        return podOf(workload).at("/containers/0");
    }

    /// Returns the variable of that name in a container, or a missing node.
    public static JsonNode variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        return JSON.missingNode();
    }

    /// Returns kind and name of an object.
    public static String nameOf(JsonNode object) {
        return kindOf(object) + " " + object.at("/metadata/name").asText();
    }

    public static String kindOf(JsonNode object) {
        return object.path("kind").asText();
    }

    public static String componentOf(JsonNode labels) {
        return labels.path("app.kubernetes.io/component").asText();
    }

    /// Returns whether labels have all that a selector's `matchLabels` asks for.
    public static boolean matches(JsonNode matchLabels, JsonNode labels) {
        return matchLabels.properties().stream()
                .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }
}
