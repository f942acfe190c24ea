package org.chatcluster.deploy.cluster.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that are not as an OpenAPI document says are found.
final class OpenApiTest {
    private static final String JSON = "application/json; charset=utf-8";

    private final OpenApi document =
            OpenApi.of(
                    """
                    paths:
                      /api/v1/things/{id}:
                        get:
                          responses:
                            "200":
                              content:
                                application/json:
                                  schema: {$ref: '#/components/schemas/Thing'}
                            default: {$ref: '#/components/responses/Problem'}
                      /api/v1/things/all:
                        delete:
                          responses:
                            "204": {description: gone}
                    components:
                      responses:
                        Problem:
                          content:
                            application/problem+json:
                              schema: {type: object, required: [code], properties: {code: {type: string}}}
                      schemas:
                        Thing:
                          type: object
                          required: [id]
                          properties:
                            id: {type: integer, minimum: 0, exclusiveMinimum: true}
                            made: {type: string, format: date-time, nullable: true}
                            part: {nullable: true, allOf: [{$ref: '#/components/schemas/Thing'}]}
                    """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/things/7 | 200 | {\"id\": 7}",
                "GET | /api/v1/things/7?with=all | 200 | {\"id\": 7, \"made\": null, \"part\": null}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 7, \"part\": {\"id\": 8}}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 7, \"made\": \"2026-01-31T12:00:00.1Z\"}",
                "GET | /elsewhere | 200 | {}"
            })
    void answersAsTheDocumentSaysPass(String method, String path, int status, String body) {
        assertThatCode(() -> document.check(method, path, status, JSON, body))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/things/7 | 200 | {}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 0}",
                "GET | /api/v1/things/7 | 200 | {\"id\": null}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 7, \"more\": 1}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 7, \"made\": \"today\"}",
                "GET | /api/v1/things/7 | 200 | {\"id\": 7, \"part\": {}}",
                "GET | /api/v1/things/7 | 201 | {\"id\": 7}",
                "GET | /api/v1/things/7 | 404 | {\"code\": \"not_found\"}",
                "GET | /api/v1/nothing | 404 | {\"code\": \"not_found\"}",
                "DELETE | /api/v1/things/all | 204 | {}"
            })
    void answersThatAreOtherwiseAreFound(String method, String path, int status, String body) {
        assertThatThrownBy(() -> document.check(method, path, status, JSON, body))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining(path);
    }

    @Test
    void refusalsAreProblemsEverywhere() {
        String type = "application/problem+json";

        document.check("GET", "/api/v1/things/7", 404, type, "{\"code\": \"not_found\"}");
        document.check("PUT", "/api/v1/nothing", 404, type, "{\"code\": \"not_found\"}");
        assertThatThrownBy(() -> document.check("PUT", "/api/v1/nothing", 404, type, "{}"))
                .isInstanceOf(ContractBroken.class);
    }

    @Test
    void answerWithoutABodyPasses() {
        assertThatCode(() -> document.check("DELETE", "/api/v1/things/all", 204, "", ""))
                .doesNotThrowAnyException();
    }
}
