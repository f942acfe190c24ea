package org.chatcluster.gateway.command;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chatcluster.common.command.SendBatch;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The API over HTTP with connections that are kept. Calls go to the nodes in turn; the second try
/// of one goes to the node after that of the first, whatever other calls do meanwhile.
@Singleton
final class HttpChatApi implements ChatApi {
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final byte[] NOTHING = {};
    private static final String REQUEST_ID = "X-Request-Id";

    private final HttpClient client;
    private final ApiNodes nodes;
    private final AtomicInteger turn = new AtomicInteger();

    HttpChatApi(@Client("api") HttpClient client, ApiNodes nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    @Override
    public CompletionStage<Answer> post(Call call, String token, String requestId) {
        List<URI> all = nodes.current();
        return twice(
                all,
                turn.getAndIncrement(),
                node ->
                        request(node, call, requestId)
                                .contentType(MediaType.APPLICATION_JSON_TYPE)
                                .header(HttpHeaders.ACCEPT, call.action().accepted())
                                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                                .header(REQUEST_ID, requestId));
    }

    /// Of the calls that are posted here, making a chat alone is not harmless when it is repeated.
    private static MutableHttpRequest<byte[]> request(URI node, Call call, String requestId) {
        var request = HttpRequest.POST(node.resolve(call.path()), call.body());
        return call.action() == Action.CREATE_CHAT
                ? request.header("Idempotency-Key", requestId)
                : request;
    }

    @Override
    public List<URI> nodes() {
        return nodes.current();
    }

    @Override
    public CompletionStage<Answer> postSends(URI node, byte[] batch, String requestId) {
        List<URI> all = nodes.current();
        return twice(
                all,
                all.indexOf(node),
                api ->
                        HttpRequest.POST(api.resolve(SendBatch.PATH), batch)
                                .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                                .accept(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                                .header(REQUEST_ID, requestId));
    }

    private CompletionStage<Answer> twice(
            List<URI> all, int first, Function<URI, HttpRequest<byte[]>> request) {
        return attempt(all, first, request)
                .exceptionallyCompose(failure ->
                        isWorthAnotherTry(failure)
                                ? attempt(all, first + 1, request)
                                : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Answer> attempt(
            List<URI> all, int node, Function<URI, HttpRequest<byte[]>> request) {
        // With a whole address the client's own load balancer is not asked.
        URI address = all.get(Math.floorMod(node, all.size()));
        return Mono.from(client.exchange(request.apply(address), BYTES, BYTES))
                .map(HttpChatApi::answer)
                .toFuture();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.code(),
                response.getBody(BYTES).orElse(NOTHING),
                response.getHeaders().get(HttpHeaders.RETRY_AFTER));
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException) {
                return true;
            }
            if (cause instanceof ReadTimeoutException) {
                return false;
            }
        }
        return failure instanceof HttpClientException;
    }
}
