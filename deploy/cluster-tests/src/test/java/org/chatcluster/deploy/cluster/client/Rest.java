package org.chatcluster.deploy.cluster.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.chatcluster.deploy.cluster.contract.Contract;

/// Calls to one node or balancer. Immutable.
///
/// @param contract what every answer is held against
/// @param base where the calls go
/// @param headers set on every call
public record Rest(
        HttpClient client,
        Secrets secrets,
        Contract contract,
        URI base,
        Map<String, String> headers) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    public Rest {
        headers = Map.copyOf(headers);
    }

    /// Returns the same to another node.
    public Rest at(URI node) {
        return new Rest(client, secrets, contract, node, headers);
    }

    /// Returns the same with one more header.
    public Rest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Rest(client, secrets, contract, base, more);
    }

    public Answer get(String path) {
        return call("GET", path, "");
    }

    public Answer post(String path, String json) {
        return call("POST", path, json);
    }

    /// Calls with this body, which counts as JSON unless a `Content-Type` is set, or without one if
    /// it is empty.
    ///
    /// @throws org.chatcluster.deploy.cluster.contract.ContractBroken if the answer is not as the
    ///   OpenAPI document says
    public Answer call(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        request.method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            Answer answer =
                    new Answer(
                            method + " " + base + path,
                            response.statusCode(),
                            response.headers(),
                            response.body());
            note(body, answer);
            contract.openApi()
                    .check(
                            method,
                            path,
                            answer.status(),
                            answer.header("content-type"),
                            answer.body());
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + base + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void note(String body, Answer answer) {
        if (answer.status() < 300) {
            secrets.noteIn(body);
            if (answer.header("content-type").startsWith("application/json")) {
                secrets.note(answer.json());
            }
        }
    }
}
