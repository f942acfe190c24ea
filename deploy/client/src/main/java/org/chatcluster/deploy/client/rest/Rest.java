package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Calls to the API. Thread-safe.
@FunctionalInterface
public interface Rest {
    /// Returns the answer to a POST, whatever its status is.
    ///
    /// @param path from `/api` on
    /// @throws NotNow if no answer came, so that the outcome is unknown
    RestAnswer post(String path, JsonNode body, Map<String, String> headers);
}
