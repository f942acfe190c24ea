package org.chatcluster.api.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;

/// Calls a node over HTTP.
public final class Rest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final JsonMapper json;

    Rest(URI base, JsonMapper json) {
        this.base = base;
        this.json = json;
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /// Sends a call; an empty body is none, and a body is JSON unless a header says otherwise.
    ///
    /// @param headers names and values in turn
    public Reply send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers(), json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Posts bytes and returns the answer's.
    public HttpResponse<byte[]> post(String path, byte[] body) {
        return bytes(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    /// Posts JSON and returns the body of the answer, which must be a 200.
    public byte[] bytes(String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .POST(BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = bytes(request);
        if (response.statusCode() != 200) {
            throw new AssertionError(response + new String(response.body(), UTF_8));
        }
        return response.body();
    }

    private HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Registers somebody and returns the answer.
    public Reply register(String name, String... headers) {
        return post(
                "/api/v1/auth/register",
                """
                {"email": "%s@test.com", "password": "password123", "display_name": "%s"}
                """
                        .formatted(name.toLowerCase(Locale.ROOT), name),
                headers);
    }

    /// Logs somebody in and returns the answer.
    public Reply login(String emailOrTag, String password, String... headers) {
        return post(
                "/api/v1/auth/login",
                """
                {"email": "%s", "password": "%s"}
                """
                        .formatted(emailOrTag, password),
                headers);
    }
}
