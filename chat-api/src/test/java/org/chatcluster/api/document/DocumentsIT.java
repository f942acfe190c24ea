package org.chatcluster.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsIT {
    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));
    private final Map<String, Map<String, Map<String, Map<String, Object>>>> openApi =
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(node.rest().get("/openapi.yml").text());

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void everyOperationSaysThatRefusalsAreProblems() {
        assertThat(openApi.getOrDefault("paths", Map.of()).values())
                .isNotEmpty()
                .flatExtracting(Map::values)
                .extracting(operation -> operation.get("responses"))
                .allSatisfy(responses ->
                        assertThat(responses)
                                .asString()
                                .contains("default={$ref=#/components/responses/Problem}"));
        assertThat(openApi.get("components")).asString().contains("application/problem+json");
    }

    @Test
    void operationsThatTakeAnIdempotencyKeySaySo() {
        TreeSet<String> takers = new TreeSet<>();
        openApi.getOrDefault("paths", Map.of())
                .forEach((path, operations) ->
                        operations.forEach((verb, operation) -> {
                            if (String.valueOf(operation.get("parameters"))
                                    .contains("IdempotencyKey")) {
                                takers.add(verb + " " + path);
                            }
                        }));

        assertThat(takers)
                .contains(
                        "post /api/v1/auth/register",
                        "post /api/v1/auth/login",
                        "post /api/v1/auth/refresh",
                        "post /api/v1/auth/logout")
                .noneMatch(taker -> taker.startsWith("get"));
    }

    @Test
    void operationsThatNeedNoTokenSaySo() {
        Map<String, Map<String, Map<String, Object>>> paths =
                openApi.getOrDefault("paths", Map.of());

        assertThat(paths.get("/api/v1/auth/login")).asString().contains("security=[]");
        assertThat(paths.get("/api/v1/users/me")).asString().doesNotContain("security=[]");
    }

    @Test
    void framesAreDescribedToo() {
        Reply document = node.rest().get("/asyncapi.yml");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.header("Content-Type")).startsWith("application/yaml");
        assertThat(document.text()).startsWith("asyncapi: 3.0.0");
    }
}
