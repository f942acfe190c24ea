package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.Test;

/// What becomes of messages that are committed while no member list can be read.
class SlowListsIT {
    private static final int CHATS = 20;
    private static final int CONNECTIONS = 2;

    /// A batch may wait for a connection for a second, and the next one for it.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Test
    void committedMessagesAreAnsweredAtOnceAndPublishedOnceListsCanBeRead() throws Exception {
        Map<String, Object> settings =
                ApiNode.settings(
                        Map.of("chat.database.pool-size", CONNECTIONS, "chat.send.lanes", 1));
        try (NodeWithChats chats = new NodeWithChats(settings)) {
            Reply alice = chats.node().rest().register("Alice");
            List<Long> groups = new ArrayList<>();
            for (int i = 0; i < CHATS; i++) {
                groups.add(chats.group(alice));
            }
            chats.send(alice, groups.getFirst(), "its list is cached");
            try (Channel channel = new Channel(Long.parseLong(alice.field("user.id")))) {
                List<Connection> taken = takeAll(chats);

                List<Long> nanos = sendToEach(chats, alice, groups);
                await().atMost(Duration.ofSeconds(2))
                        .until(() -> !channel.seqs(groups.getFirst()).isEmpty());
                for (Connection connection : taken) {
                    connection.close();
                }

                assertThat(nanos).allMatch(n -> n < PATIENCE.toNanos());
                await().atMost(Duration.ofSeconds(15))
                        .until(() ->
                                groups.stream().noneMatch(chat -> channel.seqs(chat).isEmpty()));
            }
        }
    }

    private static List<Connection> takeAll(NodeWithChats chats) throws SQLException {
        DataSource pool =
                DelegatingDataSource.unwrapDataSource(chats.node().bean(DataSource.class));
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(pool.getConnection());
        }
        return taken;
    }

    /// Sends to all chats at once, and returns how long each waited for its 201.
    private static List<Long> sendToEach(NodeWithChats chats, Reply author, List<Long> groups)
            throws Exception {
        List<Callable<Long>> sends =
                groups.stream()
                        .map(chat ->
                                (Callable<Long>)
                                        () -> {
                                            long start = System.nanoTime();
                                            assertThat(chats.send(author, chat, "m").status())
                                                    .isEqualTo(201);
                                            return System.nanoTime() - start;
                                        })
                        .toList();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sent : threads.invokeAll(sends)) {
                nanos.add(sent.get());
            }
        }
        return nanos;
    }
}
