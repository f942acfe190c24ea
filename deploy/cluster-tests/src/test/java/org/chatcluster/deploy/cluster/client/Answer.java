package org.chatcluster.deploy.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;

/// What a REST call was answered.
///
/// @param call the method and path, for messages
public record Answer(String call, int status, HttpHeaders headers, String body) {
    /// Returns the body as JSON, once the status has been checked.
    ///
    /// @throws AssertionError if the status is another one
    public JsonNode as(int expected) {
        assertThat(status).as("status of %s, answered with %s", call, body).isEqualTo(expected);
        return json();
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /// Returns the `code` of a problem, once everything that each problem must have was checked.
    public String problem(int expected) {
        JsonNode problem = as(expected);
        assertThat(header("content-type")).as(call).startsWith("application/problem+json");
        assertThat(problem.path("type").isTextual()).as("type in %s", body).isTrue();
        assertThat(problem.path("title").textValue()).as("title in %s", body).isNotBlank();
        assertThat(problem.path("status").intValue()).as("status in %s", body).isEqualTo(status);
        assertThat(problem.path("detail").textValue()).as("detail in %s", body).isNotBlank();
        return problem.path("code").asText();
    }

    /// Returns the fields that a problem names in `errors`.
    public List<String> fieldsAtFault() {
        return Json.elements(json().path("errors")).stream()
                .peek(error -> assertThat(error.path("message").asText()).isNotBlank())
                .map(error -> error.path("field").asText())
                .toList();
    }

    /// Returns a header's value, or empty text.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
