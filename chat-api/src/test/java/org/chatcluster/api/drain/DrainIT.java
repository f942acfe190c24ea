package org.chatcluster.api.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.api.node.TestBackends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A node that is stopped in the midst of calls.
class DrainIT {
    /// The chat of the first test is locked for longer than a node waits for a lock otherwise.
    private final Map<String, Object> settings =
            ApiNode.settings(
                    Map.of(
                            "chat.drain.notice",
                            "1s",
                            "chat.drain.patience",
                            "30s",
                            "chat.send.patience",
                            "30s",
                            "datasources.send.data-source-properties.options",
                            "-c lock_timeout=30000 -c statement_timeout=30000"));

    private final NodeWithChats chats = new NodeWithChats(settings);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        callers.shutdownNow();
        chats.close();
    }

    private double waiting() {
        return chats.node().bean(MeterRegistry.class).get("chat.api.send.waiting").gauge().value();
    }

    private long lockWaits() {
        return chats.query(
                """
                SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """);
    }

    private Reply readiness() {
        return chats.node().rest().get("/health/readiness");
    }

    @Test
    void callsUnderWayAreAnsweredAfterTheNodeTakesNoMore() throws Exception {
        Reply anna = chats.node().rest().login("anna", "demo12345");
        long chat = chats.group(anna);
        List<Future<Reply>> sends = new ArrayList<>();
        CompletableFuture<Void> stopped;
        try (Connection lock = locked(chat)) {
            sends.add(callers.submit(() -> chats.send(anna, chat, "in the lane")));
            await().until(() -> lockWaits() == 1);
            IntStream.range(0, 30)
                    .forEach(i ->
                            sends.add(callers.submit(() -> chats.send(anna, chat, "waits " + i))));
            await().until(() -> waiting() == 30);

            stopped = CompletableFuture.runAsync(chats.node()::stop, callers);

            await().until(() -> readiness().status() == 503);
            assertThat(readiness().header("connection")).isEqualTo("close");
            await().until(() -> !chats.node().isListening());
            assertThat(sends).noneMatch(Future::isDone);
            lock.rollback();
        }

        for (Future<Reply> send : sends) {
            assertThat(send.get().status()).isEqualTo(201);
        }
        stopped.get();
        assertThat(chats.query("SELECT count(*) FROM messages WHERE type = 'text'")).isEqualTo(31);
    }

    /// Returns a connection in whose transaction that chat is locked.
    private Connection locked(long chat) throws SQLException {
        Connection lock = TestBackends.connect(settings);
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("SELECT 1 FROM chats WHERE id = " + chat + " FOR UPDATE");
        }
        return lock;
    }

    @Test
    void everySendThatIsCommittedIsAnsweredAndNoneIsRefused() throws Exception {
        Reply anna = chats.node().rest().login("anna", "demo12345");
        long chat = chats.group(anna);
        AtomicBoolean gone = new AtomicBoolean();
        List<Future<List<Integer>>> senders =
                IntStream.range(0, 8)
                        .mapToObj(_ -> callers.submit(() -> sendUntilGone(anna, chat, gone)))
                        .toList();
        await().until(() -> chats.query("SELECT count(*) FROM messages") > 50);

        chats.node().stop();
        gone.set(true);

        List<Integer> answers = new ArrayList<>();
        for (Future<List<Integer>> sender : senders) {
            answers.addAll(sender.get());
        }
        assertThat(answers).containsOnly(201);
        assertThat(chats.query("SELECT count(*) FROM messages WHERE type = 'text'"))
                .isEqualTo(answers.size());
    }

    /// Sends one message after the other. A call that finds nobody was not taken.
    private List<Integer> sendUntilGone(Reply author, long chat, AtomicBoolean gone) {
        List<Integer> answers = new ArrayList<>();
        while (!gone.get()) {
            try {
                answers.add(chats.send(author, chat, "on and on").status());
            } catch (IllegalStateException _) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }
}
