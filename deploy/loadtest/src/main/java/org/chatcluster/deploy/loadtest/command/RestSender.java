package org.chatcluster.deploy.loadtest.command;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.chatcluster.deploy.loadtest.population.Population;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;
import org.jspecify.annotations.Nullable;

/// Sends by `POST /api/v1/messages` over a fixed number of kept connections, spread over the API
/// nodes. What finds none free waits here, and its latency counts from its intended time all the
/// same.
public final class RestSender implements Sender {
    private static final int MAX_WAITING = 1_000_000;

    private final MessageText text;
    private final Population population;
    private final Answers answers;
    private final Deque<RestConnection> free = new ArrayDeque<>();
    private final Deque<RestMessage> waiting = new ArrayDeque<>();

    /// Takes what to write and whom to tell.
    public RestSender(MessageText text, Population population, Answers answers) {
        this.text = text;
        this.population = population;
        this.answers = answers;
    }

    /// Adds that many connections, which open when first used.
    public void connect(Transport transport, EventLoop loop, List<Target> targets, int count) {
        for (int i = 0; i < count; i++) {
            Target target = targets.get(i % targets.size());
            free.add(new RestConnection(transport, loop, target, this));
        }
    }

    @Override
    public void send(int user, int chat, long chatId, int number, long sinceOrigin) {
        RestMessage message = new RestMessage(user, chat, chatId, number, sinceOrigin);
        RestConnection connection = free.poll();
        if (connection != null) {
            connection.send(message, population.token(user), body(message));
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(message);
        } else {
            answers.failed(chat, number, "generator_overrun");
        }
    }

    /// Takes a connection back with the outcome of its message.
    void done(RestConnection connection, RestMessage message, @Nullable String failure) {
        RestMessage next = waiting.poll();
        if (next == null) {
            free.add(connection);
        } else {
            connection.send(next, population.token(next.user()), body(next));
        }
        if (failure == null) {
            answers.acked(message.chat(), message.number(), message.sinceOrigin());
        } else {
            answers.failed(message.chat(), message.number(), failure);
        }
    }

    private byte[] body(RestMessage message) {
        byte[] array =
                text.write(
                        message.chat(), message.chatId(), message.number(), message.sinceOrigin());
        return Arrays.copyOf(array, text.length());
    }

    /// Returns the problem's `code`, or the status if there is none.
    static String code(int status, String body) {
        int at = body.indexOf("\"code\":\"");
        int end = at < 0 ? -1 : body.indexOf('"', at + 8);
        return end < 0 ? "status_" + status : body.substring(at + 8, end);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
