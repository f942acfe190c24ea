package org.chatcluster.api.document;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/// The OpenAPI document: what the build generates from the controllers, and what holds for many
/// endpoints and is therefore said once, in `openapi/shared.yml`.
///
/// Invariant: every operation says that a refusal is a problem; those whose controller takes an
/// [IdempotencyKey], and no others, say that they take the header; those that need no token say so.
/// Every field of an answer is required.
@Singleton
final class OpenApiDocument {
    private static final String GENERATED = "META-INF/swagger/openapi.yml";
    private static final String SHARED = "openapi/shared.yml";

    private final String text;

    OpenApiDocument(ResourceLoader resources, Router router) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        Yaml yaml =
                new Yaml(
                        new SafeConstructor(new LoaderOptions()),
                        new Representer(options),
                        options);
        Map<String, Object> document = yaml.load(Texts.read(resources, GENERATED));
        merge(document, yaml.load(Texts.read(resources, SHARED)));
        complete(document, endpoints(router));
        this.text = yaml.dump(document);
    }

    String text() {
        return text;
    }

    /// Puts what is shared over what was generated, object by object.
    private static void merge(Map<String, Object> document, Map<String, Object> shared) {
        for (String name : List.of("parameters", "responses", "schemas")) {
            object(object(document, "components"), name)
                    .putAll(object(object(shared, "components"), name));
        }
    }

    /// Returns what answers, by method and path.
    private static Map<String, ExecutableMethod<?, ?>> endpoints(Router router) {
        return router.uriRoutes()
                .collect(
                        Collectors.toMap(
                                route ->
                                        route.getHttpMethodName()
                                                + " "
                                                + route.getUriMatchTemplate(),
                                route -> route.getTargetMethod().getExecutableMethod(),
                                (first, _) -> first));
    }

    private static void complete(
            Map<String, Object> document, Map<String, ExecutableMethod<?, ?>> endpoints) {
        Map<String, Object> paths = object(document, "paths");
        List<Object> answers = new ArrayList<>();
        List<Object> requests = new ArrayList<>();
        for (String path : paths.keySet()) {
            Map<String, Object> operations = object(paths, path);
            for (String verb : operations.keySet()) {
                String endpoint = verb.toUpperCase(Locale.ROOT) + " " + path;
                Map<String, Object> operation = object(operations, verb);
                complete(operation, endpoints.get(endpoint));
                answers.add(operation.getOrDefault("responses", List.of()));
                requests.add(operation.getOrDefault("requestBody", List.of()));
            }
        }
        new AnswerSchemas(object(object(document, "components"), "schemas"))
                .complete(answers, requests);
    }

    private static void complete(
            Map<String, Object> operation, @Nullable ExecutableMethod<?, ?> method) {
        object(operation, "responses")
                .putIfAbsent("default", reference("#/components/responses/Problem"));
        if (method == null) {
            return;
        }
        if (Stream.of(method.getArgumentTypes()).anyMatch(IdempotencyKey.class::equals)) {
            List<Object> parameters = new ArrayList<>();
            if (operation.get("parameters") instanceof List<?> generated) {
                parameters.addAll(generated);
            }
            parameters.add(reference("#/components/parameters/IdempotencyKey"));
            operation.put("parameters", parameters);
        }
        if (List.of(method.stringValues(Secured.class)).contains(SecurityRule.IS_ANONYMOUS)) {
            operation.put("security", new ArrayList<>());
        }
    }

    /// A map of its own each time: YAML would tie equal ones together.
    private static Map<String, Object> reference(String to) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("$ref", to);
        return reference;
    }

    /// Returns the object of that name, which is made if it is not there.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> in, String name) {
        return (Map<String, Object>) in.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }
}
