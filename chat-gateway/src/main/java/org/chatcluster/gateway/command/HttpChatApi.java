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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.command.Command.Call;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The API over HTTP with connections that are kept; each try goes to the next node in turn.
@Singleton
final class HttpChatApi implements ChatApi {
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final byte[] NOTHING = {};

    private final HttpClient client;

    HttpChatApi(@Client("api") HttpClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Answer> post(Call call, String token, String requestId) {
        return attempt(call, token, requestId)
                .exceptionallyCompose(failure ->
                        isWorthAnotherTry(call, failure)
                                ? attempt(call, token, requestId)
                                : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Answer> attempt(Call call, String token, String requestId) {
        HttpRequest<byte[]> request =
                HttpRequest.POST(call.path(), call.body())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
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

    private static boolean isWorthAnotherTry(Call call, Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException) {
                return true;
            }
            if (cause instanceof ReadTimeoutException) {
                return false;
            }
        }
        return call.repeatable() && failure instanceof HttpClientException;
    }
}
