package org.chatcluster.gateway.internal;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chatcluster.gateway.command.ApiNodes;
import reactor.core.publisher.Mono;

/// The API's nodes, of which one after the other is asked until one answers: one that is held up
/// costs its time-out and no more. Thread-safe.
@Singleton
final class InternalApi {
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final byte[] NOTHING = {};

    /// How long one node is waited for at most by `post`.
    static final Duration LONG = Duration.ofSeconds(5);

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final ApiNodes nodes;
    private final AtomicInteger turn = new AtomicInteger();

    /// Says that the API answered, but not with what was asked for.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(int status) {
            super("status " + status);
        }
    }

    InternalApi(@Client("internal") HttpClient client, ApiNodes nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    /// Posts JSON, a question that takes its time, and returns the body of the answer. Fails unless
    /// a node answers with a success. Completes on any thread.
    CompletableFuture<byte[]> post(String path, byte[] body) {
        return post(path, () -> body);
    }

    /// Does the same with a body that is made anew for each node that is asked.
    CompletableFuture<byte[]> post(String path, Supplier<byte[]> body) {
        return ask(
                LONG,
                node ->
                        HttpRequest.POST(node.resolve(path), body.get())
                                .contentType(MediaType.APPLICATION_JSON_TYPE));
    }

    /// Gets what is answered quickly, and returns as `post` does.
    CompletableFuture<byte[]> get(String path) {
        return ask(SHORT, node -> HttpRequest.GET(node.resolve(path)));
    }

    private CompletableFuture<byte[]> ask(
            Duration limit, Function<URI, MutableHttpRequest<?>> request) {
        List<URI> all = nodes.current();
        int first = turn.getAndIncrement();
        CompletableFuture<byte[]> answer = attempt(all, first, limit, request);
        for (int i = 1; i < all.size(); i++) {
            int next = first + i;
            answer = answer.exceptionallyCompose(_ -> attempt(all, next, limit, request));
        }
        return answer;
    }

    private CompletableFuture<byte[]> attempt(
            List<URI> all, int node, Duration limit, Function<URI, MutableHttpRequest<?>> request) {
        URI address = all.get(Math.floorMod(node, all.size()));
        return Mono.from(client.exchange(request.apply(address), BYTES, BYTES))
                .map(InternalApi::body)
                .timeout(limit)
                .toFuture();
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        int status = response.code();
        if (status < 200 || status > 299) {
            throw new Refused(status);
        }
        return response.getBody(BYTES).orElse(NOTHING);
    }
}
