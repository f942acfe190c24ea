package org.chatcluster.deploy.cluster.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The OpenAPI document: which calls there are, and what each may be answered. It is taken at its
/// word: an answer has no status below 400 and no field that is not named, and under `/api/` every
/// refusal is a problem, also of what is no call. Thread-safe.
public final class OpenApi {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// A browser's questions, and what has no body.
    private static final Set<String> UNCHECKED_METHODS = Set.of("HEAD", "OPTIONS");

    private static final String API = "/api/";
    private static final String OTHERWISE = "default";
    private static final String PROBLEM = "Problem";

    /// @param bodies the place of the schema of each media type, empty if it is not JSON; none if
    ///   there is no body
    private record Answer(Map<String, Optional<String>> bodies) {}

    /// @param path matches the paths of this call
    /// @param answers by status
    private record Call(String method, Pattern path, Map<String, Answer> answers) {}

    private final JsonNode document;
    private final ObjectNode schemaRoot = JsonNodeFactory.instance.objectNode();
    private final List<Call> calls;
    private final Answer problem;
    private final JsonSchemas schemas;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
        schemaRoot.set("components", OpenApiSchemas.toJsonSchema(document.path("components")));
        this.calls =
                document.path("paths").properties().stream()
                        .sorted(Comparator.comparing(path -> path.getKey().contains("{")))
                        .flatMap(path ->
                                path.getValue().properties().stream()
                                        .map(verb ->
                                                call(
                                                        verb.getKey(),
                                                        path.getKey(),
                                                        verb.getValue().path("responses"))))
                        .toList();
        this.problem = answer(document.path("components").path("responses").path(PROBLEM));
        this.schemas = JsonSchemas.in(schemaRoot);
    }

    /// Reads a document.
    ///
    /// @param yaml the document's text
    public static OpenApi of(String yaml) {
        return new OpenApi(JsonSchemas.yaml(yaml));
    }

    /// Checks what a call was answered. Paths that are neither in the document nor under `/api/`
    /// are nobody's business here.
    ///
    /// @param path with or without a query
    /// @param mediaType of the body, empty if there is none
    /// @throws ContractBroken if it is not as the document says
    public void check(String method, String path, int status, String mediaType, String body) {
        if (UNCHECKED_METHODS.contains(method)) {
            return;
        }
        String bare = path.replaceFirst("\\?.*", "");
        Optional<Call> call =
                calls.stream()
                        .filter(known -> known.method.equals(method))
                        .filter(known -> known.path.matcher(bare).matches())
                        .findFirst();
        if (call.isEmpty() && (!bare.startsWith(API) || status < 400)) {
            return;
        }
        List<String> faults =
                faults(call.map(Call::answers).orElse(Map.of()), status, mediaType, body);
        if (!faults.isEmpty()) {
            String what = "the answer %d to %s %s".formatted(status, method, path);
            throw new ContractBroken(what, faults, body);
        }
    }

    private List<String> faults(
            Map<String, Answer> answers, int status, String mediaType, String body) {
        Answer answer = answers.get(Integer.toString(status));
        if (answer == null && status >= 400) {
            answer = answers.getOrDefault(OTHERWISE, problem);
        }
        if (answer == null) {
            return List.of("this status is not named");
        }
        if (answer.bodies.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("no body is named");
        }
        String bareType = mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        Optional<String> schema = answer.bodies.get(bareType);
        if (schema == null) {
            return List.of("the media type '" + bareType + "' is not named");
        }
        return schema.map(place -> JsonSchemas.faults(compiled(place), json(body)))
                .orElse(List.of());
    }

    private JsonSchema compiled(String place) {
        return compiled.computeIfAbsent(place, schemas::at);
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new ContractBroken("a body", List.of("it is not JSON"), body);
        }
    }

    private Call call(String verb, String path, JsonNode responses) {
        Map<String, Answer> answers = new HashMap<>();
        responses
                .properties()
                .forEach(response -> answers.put(response.getKey(), answer(response.getValue())));
        String pattern = Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
        return new Call(verb.toUpperCase(Locale.ROOT), Pattern.compile(pattern), answers);
    }

    private Answer answer(JsonNode response) {
        JsonNode there =
                response.has("$ref")
                        ? document.at(response.path("$ref").asText().substring(1))
                        : response;
        Map<String, Optional<String>> bodies = new HashMap<>();
        there.path("content")
                .properties()
                .forEach(body -> bodies.put(body.getKey(), place(body.getKey(), body.getValue())));
        return new Answer(bodies);
    }

    /// Puts the schema of a body among the others, and returns where.
    private Optional<String> place(String mediaType, JsonNode body) {
        if (!mediaType.endsWith("json") || !body.has("schema")) {
            return Optional.empty();
        }
        ObjectNode bodies = schemaRoot.withObjectProperty("bodies");
        String name = Integer.toString(bodies.size());
        bodies.set(name, OpenApiSchemas.toJsonSchema(body.path("schema")));
        return Optional.of("/bodies/" + name);
    }
}
