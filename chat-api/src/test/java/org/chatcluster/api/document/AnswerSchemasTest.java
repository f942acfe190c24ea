package org.chatcluster.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AnswerSchemasTest {
    private static final String SCHEMAS =
            """
            Chat:
              required: [id]
              properties:
                id: {type: integer}
                last: {nullable: true, allOf: [{$ref: '#/components/schemas/Message'}]}
            Message: {properties: {id: {type: integer}, pinned_at: {type: string, nullable: true}}}
            Send: {required: [text], properties: {text: {type: string}, reply_to: {type: integer}}}
            Both: {properties: {a: {type: string}}}
            Any: {description: whatever}
            """;

    private final Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    private final Map<String, Object> schemas = yaml.load(SCHEMAS);

    private static Map<String, Object> reference(String name) {
        return Map.of("schema", Map.of("$ref", "#/components/schemas/" + name));
    }

    @Test
    void everyFieldOfAnAnswerIsRequiredAndThoseOfRequestsAreAsTheyWere() {
        new AnswerSchemas(schemas)
                .complete(
                        List.of(
                                List.of(reference("Chat")),
                                reference("Both"),
                                reference("Any"),
                                reference("Gone")),
                        List.of(reference("Send"), reference("Both")));

        assertThat(schemas.get("Chat")).asString().contains("required=[id, last]");
        assertThat(schemas.get("Message")).asString().contains("required=[id, pinned_at]");
        assertThat(schemas.get("Send")).asString().contains("required=[text]");
        assertThat(schemas.get("Both")).asString().doesNotContain("required");
        assertThat(schemas.get("Any")).asString().doesNotContain("required");
        assertThat(schemas).hasSize(5);
    }
}
