package org.chatcluster.api.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Says of what an answer consists of that all of its fields are there: one without a value is
/// there with `null`, which the build takes for a field that may be absent.
final class AnswerSchemas {
    private static final String PLACE = "#/components/schemas/";

    private final Map<String, Object> schemas;

    /// @param schemas by name
    AnswerSchemas(Map<String, Object> schemas) {
        this.schemas = schemas;
    }

    /// Completes the schemas that answers refer to, but for those that requests refer to as well.
    ///
    /// @param answers what the document says of them
    /// @param requests what it says of their bodies
    void complete(Collection<Object> answers, Collection<Object> requests) {
        Set<String> told = namesIn(answers);
        told.removeAll(namesIn(requests));
        told.forEach(name -> schemas.computeIfPresent(name, (_, schema) -> complete(schema)));
    }

    private static Object complete(Object schema) {
        if (!(schema instanceof Map<?, ?> object
                && object.get("properties") instanceof Map<?, ?> fields)) {
            return schema;
        }
        Map<Object, Object> completed = new LinkedHashMap<>(object);
        completed.put("required", new ArrayList<>(fields.keySet()));
        return completed;
    }

    private Set<String> namesIn(Collection<Object> values) {
        Set<String> names = new TreeSet<>();
        values.forEach(value -> collect(value, names));
        return names;
    }

    private void collect(Object value, Set<String> names) {
        switch (value) {
            case Map<?, ?> object -> object.values().forEach(within -> collect(within, names));
            case Collection<?> array -> array.forEach(within -> collect(within, names));
            case String text when text.startsWith(PLACE) -> {
                String name = text.substring(PLACE.length());
                if (names.add(name) && schemas.get(name) instanceof Object schema) {
                    collect(schema, names);
                }
            }
            default -> {}
        }
    }
}
