package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// What a call was answered.
///
/// @param retryAfter what the server asked to wait
public record RestAnswer(int status, Optional<Duration> retryAfter, JsonNode body) {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public boolean isUnauthorized() {
        return status == UNAUTHORIZED;
    }

    /// Returns whether the same call may succeed later.
    public boolean isForNow() {
        return status == TOO_MANY || status / 100 == 5;
    }

    /// Returns the `code` of the problem, or the status.
    public String code() {
        return body.path("code").asText(Integer.toString(status));
    }
}
