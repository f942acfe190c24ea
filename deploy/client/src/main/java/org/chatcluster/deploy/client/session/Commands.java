package org.chatcluster.deploy.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.chatcluster.deploy.client.rest.NotNow;
import org.chatcluster.deploy.client.rest.Rest;
import org.chatcluster.deploy.client.rest.RestAnswer;
import org.chatcluster.deploy.client.rest.Tokens;
import org.chatcluster.deploy.client.stream.Frames;

/// Carries commands out: each is repeated, over the socket or REST, until the server has answered.
/// Blocks its callers, which are meant to be virtual threads; no more than [#MOST_AT_ONCE] are
/// under way. Thread-safe.
public final class Commands {
    private static final int MOST_AT_ONCE = 64;
    private static final int ANSWER_SECONDS = 10;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicLong numbers = new AtomicLong();
    private final Supplier<Optional<Session>> session;
    private final Rest rest;
    private final Tokens tokens;
    private final Supplier<Backoff> backoff;

    Commands(
            Supplier<Optional<Session>> session,
            Rest rest,
            Tokens tokens,
            Duration longestWait,
            Random random) {
        this.session = session;
        this.rest = rest;
        this.tokens = tokens;
        this.backoff = () -> new Backoff(random, longestWait);
    }

    /// Returns the result that the server has answered with.
    ///
    /// @param limit after which it is given up
    /// @throws CommandRefused if the server has refused it
    /// @throws NotAnswered if it was given up
    public JsonNode perform(Command command, Route first, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Backoff waits = backoff.get();
        boolean overSocket = first == Route.SOCKET;
        places.acquireUninterruptibly();
        try {
            while (true) {
                try {
                    Optional<Session> up = overSocket ? upSession() : Optional.empty();
                    return up.isPresent() && command.frame().isPresent()
                            ? ask(up.get(), command.frame().get())
                            : call(command.call());
                } catch (NotNow notNow) {
                    Duration wait = waits.next(notNow.retryAfter());
                    if (System.nanoTime() + wait.toNanos() > deadline) {
                        throw new NotAnswered(String.valueOf(notNow.getMessage()));
                    }
                    pause(wait);
                    overSocket = !overSocket;
                }
            }
        } finally {
            places.release();
        }
    }

    private Optional<Session> upSession() {
        return session.get().filter(Session::isUp);
    }

    private JsonNode ask(Session up, Command.Frame command) {
        String id = "c-" + numbers.incrementAndGet();
        String frame = Frames.command(command.action(), id, command.fields());
        try {
            JsonNode answer = up.ask(id, frame).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
            JsonNode data = answer.path("data");
            if (answer.path("event").asText().equals("ack")) {
                return data.path("result");
            }
            throw refusal(data);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof TimeoutException
                    ? new NotNow("no ack came", Optional.empty())
                    : new NotNow(String.valueOf(failed.getCause()), Optional.empty());
        }
    }

    private static RuntimeException refusal(JsonNode error) {
        String code = error.path("code").asText();
        return switch (code) {
            case "unavailable", "internal", "rate_limited", "unauthorized" -> {
                long millis = error.path("retry_after_ms").asLong(0);
                yield new NotNow(
                        code, Optional.of(millis).filter(some -> some > 0).map(Duration::ofMillis));
            }
            default -> new CommandRefused(code);
        };
    }

    private JsonNode call(Command.Call call) {
        String token = tokens.access();
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.put("Authorization", "Bearer " + token);
        RestAnswer answer = rest.call(call.method(), call.path(), call.body(), headers);
        if (answer.isSuccess()) {
            return answer.body();
        }
        if (answer.isUnauthorized()) {
            tokens.newerThan(token);
            throw new NotNow("unauthorized", Optional.empty());
        }
        throw answer.isForNow()
                ? new NotNow(answer.code(), answer.retryAfter())
                : new CommandRefused(answer.code());
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotAnswered("interrupted");
        }
    }
}
