package org.chatcluster.deploy.cluster.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The AsyncAPI document: which frames there are on each channel, in each direction, and what each
/// looks like. A frame is known by its `event` or `action`, an `ack` also by the action that it
/// answers. Thread-safe.
public final class AsyncApi {
    /// Who sends a frame, in the document's words, which are the server's.
    public enum Sender {
        SERVER("send"),
        CLIENT("receive");

        private final String action;

        Sender(String action) {
            this.action = action;
        }
    }

    private record Direction(String address, Sender sender) {}

    private final JsonNode document;
    private final Map<Direction, Map<String, JsonSchema>> frames = new HashMap<>();

    private AsyncApi(JsonNode document) {
        this.document = document;
        JsonSchemas schemas = schemas(document);
        Map<String, JsonSchema> compiled =
                messages(document.path("operations"))
                        .map(this::referenceOfMessage)
                        .distinct()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        reference ->
                                                schemas.at(reference.substring(1) + "/payload")));
        document.path("operations")
                .forEach(operation -> {
                    String address =
                            at(reference(operation.path("channel"))).path("address").asText();
                    add(operation, address, compiled);
                });
    }

    /// Reads a document.
    ///
    /// @param yaml the document's text
    public static AsyncApi of(String yaml) {
        return new AsyncApi(JsonSchemas.yaml(yaml));
    }

    /// Leaves out the rest of the document, some of whose fields mean something in a schema.
    private static JsonSchemas schemas(JsonNode document) {
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        components.set("components", document.path("components"));
        return JsonSchemas.in(components);
    }

    /// Returns the names of the frames that somebody sends on a channel.
    public Set<String> frames(String address, Sender sender) {
        return frames(new Direction(address, sender)).keySet().stream()
                .map(name -> name.replaceFirst(" .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns what holds the frames of one socket against the document.
    ///
    /// @param address the channel's, as `/ws`
    public FrameCheck checkOf(String address) {
        return new FrameCheck(this, address);
    }

    /// Returns what is wrong with a frame, nothing if it is as the document says.
    public List<String> faults(String address, Sender sender, JsonNode frame) {
        Map<String, JsonSchema> known = frames(new Direction(address, sender));
        String name = name(frame, JsonNode::asText);
        JsonSchema schema = known.get(name);
        return schema == null
                ? List.of("there is no frame '" + name + "'")
                : JsonSchemas.faults(schema, frame);
    }

    private Map<String, JsonSchema> frames(Direction direction) {
        return frames.getOrDefault(direction, Map.of());
    }

    private void add(JsonNode operation, String address, Map<String, JsonSchema> compiled) {
        for (Sender sender : Sender.values()) {
            boolean itself = operation.path("action").asText().equals(sender.action);
            JsonNode from = itself ? operation : operation.path("reply");
            from.path("messages")
                    .forEach(message -> {
                        String reference = referenceOfMessage(message);
                        JsonNode payload = at(reference).path("payload").path("properties");
                        String name = name(payload, value -> value.path("const").asText());
                        frames.computeIfAbsent(new Direction(address, sender), _ -> new HashMap<>())
                                .put(name, Objects.requireNonNull(compiled.get(reference)));
                    });
        }
    }

    /// Returns what a frame is known by.
    ///
    /// @param fields its fields, or their schemas
    /// @param text the text that stands in a field
    private static String name(JsonNode fields, Function<JsonNode, String> text) {
        String name = text.apply(fields.path(fields.has("event") ? "event" : "action"));
        if (!name.equals("ack")) {
            return name;
        }
        JsonNode data = fields.path("data");
        JsonNode within = data.has("properties") ? data.path("properties") : data;
        return name + " " + text.apply(within.path("action"));
    }

    private static Stream<JsonNode> messages(JsonNode operations) {
        return elements(operations)
                .flatMap(operation ->
                        Stream.concat(
                                elements(operation.path("messages")),
                                elements(operation.path("reply").path("messages"))));
    }

    private static Stream<JsonNode> elements(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false);
    }

    /// An operation refers to a channel's message, and that to the message itself.
    private String referenceOfMessage(JsonNode message) {
        return reference(at(reference(message)));
    }

    private static String reference(JsonNode value) {
        return value.path("$ref").asText();
    }

    private JsonNode at(String reference) {
        return document.at(reference.substring(1));
    }
}
