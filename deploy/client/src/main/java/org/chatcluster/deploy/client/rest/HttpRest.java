package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.deploy.client.stream.Frames;
import org.chatcluster.deploy.client.wire.RetryAfter;

/// Calls by the JDK's own client.
///
/// @param origin scheme, host and port of the balancer or of an API node
public record HttpRest(HttpClient client, URI origin) implements Rest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public RestAnswer call(String method, String path, JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path)).timeout(LIMIT);
        if (body.isMissingNode()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body.toString()));
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new RestAnswer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").flatMap(RetryAfter::parse),
                    Frames.parse(response.body()));
        } catch (IOException failed) {
            throw new NotNow(failed.toString(), Optional.empty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotNow("interrupted", Optional.empty());
        }
    }
}
