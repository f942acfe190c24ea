package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Calls to the API. Thread-safe.
@FunctionalInterface
public interface Rest {
    /// Returns the answer to a call, whatever its status is.
    ///
    /// @param path from `/api` on
    /// @param body a missing node for none
    /// @throws NotNow if no answer came, so that the outcome is unknown
    RestAnswer call(String method, String path, JsonNode body, Map<String, String> headers);

    /// Returns the answer to a POST, as [#call] does.
    default RestAnswer post(String path, JsonNode body, Map<String, String> headers) {
        return call("POST", path, body, headers);
    }
}
