package org.chatcluster.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/// The schemas of Kubernetes' own kinds, as its Java client has them from the OpenAPI document.
final class KubernetesSchema {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private KubernetesSchema() {}

    /// Refuses an object that has a field which its kind does not know, lacks one that it needs, or
    /// has one of another type. The first two are found by `validateJsonElement` alone, the last by
    /// `fromJson` alone.
    ///
    /// @throws IllegalArgumentException in words of the client
    static void check(JsonNode object) {
        Class<?> model = model(object);
        call(
                model,
                "validateJsonElement",
                JsonElement.class,
                JsonParser.parseString(object.toString()));
        call(model, "fromJson", String.class, object.toString());
    }

    /// `apps/v1` and `Deployment` is `V1Deployment`.
    private static Class<?> model(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1).toUpperCase(Locale.ROOT);
        String name = MODELS + version + object.path("kind").asText();
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no such kind: " + apiVersion, e);
        }
    }

    private static <T> void call(Class<?> model, String method, Class<T> type, T argument) {
        try {
            model.getMethod(method, type).invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
