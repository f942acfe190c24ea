package org.chatcluster.deploy.cluster.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The contract as the cluster itself tells it. Immutable; read once for all tests.
public record Contract(OpenApi openApi, AsyncApi asyncApi) {
    /// Reads both documents.
    ///
    /// @param node an API node or the balancer
    public static Contract servedAt(HttpClient client, URI node) {
        return new Contract(
                OpenApi.of(read(client, node, "/openapi.yml")),
                AsyncApi.of(read(client, node, "/asyncapi.yml")));
    }

    private static String read(HttpClient client, URI node, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node + path)).build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
