package org.chatcluster.deploy.cluster.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// OpenAPI 3.0 has a dialect of its own (OpenAPI Specification 3.0.3, Schema Object): this makes
/// JSON Schema of it. What an object does not name it may not have, which is stricter than the
/// document: it has to be open for clients that are older than the server, and the suite is not.
final class OpenApiSchemas {
    private OpenApiSchemas() {}

    /// Returns a copy of the value with every schema within it translated.
    static JsonNode toJsonSchema(JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> elements.add(toJsonSchema(element)));
            return elements;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(field -> {
                    schema.set(field.getKey(), toJsonSchema(field.getValue()));
                });
        exclusive(schema, "exclusiveMinimum", "minimum");
        exclusive(schema, "exclusiveMaximum", "maximum");
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        return nullable(schema);
    }

    /// There a flag beside the bound, here the bound itself.
    private static void exclusive(ObjectNode schema, String flag, String bound) {
        if (schema.path(flag).isBoolean()) {
            boolean exclusive = schema.remove(flag).booleanValue();
            if (exclusive) {
                schema.set(flag, schema.remove(bound));
            }
        }
    }

    private static JsonNode nullable(ObjectNode schema) {
        if (!schema.path("nullable").isBoolean()) {
            return schema;
        }
        boolean nullable = schema.remove("nullable").booleanValue();
        if (!nullable) {
            return schema;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        ArrayNode choices = either.putArray("anyOf");
        choices.add(schema);
        choices.addObject().put("type", "null");
        return either;
    }
}
