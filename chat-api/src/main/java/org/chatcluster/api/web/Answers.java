package org.chatcluster.api.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import org.chatcluster.api.idempotency.Answer;

/// Sends answers whose JSON exists already.
public final class Answers {
    private Answers() {}

    /// Returns the response with exactly that status and body.
    public static HttpResponse<String> of(Answer answer) {
        return answer.body().isEmpty()
                ? HttpResponse.status(answer.status(), null)
                : HttpResponse.<String>status(answer.status(), null)
                        .body(answer.body())
                        .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
