package org.chatcluster.gateway.command;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import org.chatcluster.gateway.command.Command.Call;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The API over HTTP with connections that are kept. Calls go to the nodes in turn; the second try
/// of one goes to the node after that of the first, whatever other calls do meanwhile.
@Singleton
final class HttpChatApi implements ChatApi {
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final byte[] NOTHING = {};

    private final HttpClient client;
    private final List<URI> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    HttpChatApi(@Client("api") HttpClient client, CommandConfig config) {
        this.client = client;
        this.nodes = config.apiUrls();
    }

    @Override
    public CompletionStage<Answer> post(Call call, String token, String requestId) {
        int first = turn.getAndIncrement();
        return attempt(first, call, token, requestId)
                .exceptionallyCompose(failure ->
                        isWorthAnotherTry(failure)
                                ? attempt(first + 1, call, token, requestId)
                                : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Answer> attempt(int node, Call call, String token, String requestId) {
        // With a whole address the client's own load balancer is not asked.
        URI address = nodes.get(Math.floorMod(node, nodes.size())).resolve(call.path());
        HttpRequest<byte[]> request =
                HttpRequest.POST(address, call.body())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.ACCEPT, call.action().accepted())
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .header("X-Request-Id", requestId);
        return Mono.from(client.exchange(request, BYTES, BYTES))
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
