package org.chatcluster.deploy.cluster.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// JSON read strictly and written shortly.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// Returns the value that the text is.
    ///
    /// @throws AssertionError for what is not exactly one JSON value
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    /// Returns an object with these fields: a name, its value, the next name and so on.
    public static String object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return text(fields);
    }

    /// Returns the value as JSON text.
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException(failed);
        }
    }

    /// Returns an array's elements.
    public static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /// Returns that field of every element.
    public static List<Long> longs(JsonNode array, String field) {
        return elements(array).stream().map(element -> element.path(field).longValue()).toList();
    }

    /// Returns the value and every value inside it, with the names of its fields.
    static Stream<Map.Entry<String, JsonNode>> fieldsWithin(JsonNode value) {
        return Stream.concat(
                value.properties().stream(), elements(value).stream().flatMap(Json::fieldsWithin));
    }
}
