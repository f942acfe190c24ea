package org.chatcluster.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.Line;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.Test;

class OutboxIT {
    private static final String LEFT_BEHIND =
            """
            INSERT INTO outbox (event, chat_id, seq, members_version, created_at)
            SELECT 1, id, 1, members_version, now() - interval '10 seconds' FROM chats WHERE id = ?
            """;

    private static final String TEN_THOUSAND_MEMBERS =
            """
            WITH u AS (
                INSERT INTO users (email, password_hash, display_name, tag)
                SELECT 'many' || i || '@example.com', '-', 'Many', 'many' || i
                  FROM generate_series(1, 10000) AS i
                RETURNING id
            ), c AS (UPDATE chats SET members_version = members_version + 1 WHERE id = ?)
            INSERT INTO chat_members (chat_id, user_id) SELECT ?, id FROM u
            """;

    @Test
    void whatADeadNodeLeftIsPublishedByteForByteAndRemoved() {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            long chat = chats.group(alice);
            try (Channel channel = new Channel(id(alice))) {
                chats.send(alice, chat, "published once");
                await().until(() -> channel.seqs(chat).size() == 1);

                chats.run(LEFT_BEHIND, chat);

                await().atMost(Duration.ofSeconds(4)).until(() -> channel.seqs(chat).size() == 2);
                assertThat(channel.payloads().getLast()).isEqualTo(channel.payloads().getFirst());
                awaitEmpty(chats);
            }
        }
    }

    @Test
    void changesThatADeadNodeCommittedAndDidNotPublishAreMadeAgainByAnother() {
        Map<String, Object> settings = ApiNode.settings(Map.of());
        try (Line line = Line.toRedis();
                NodeWithChats other = new NodeWithChats(settings)) {
            Reply alice = other.node().rest().register("Alice");
            Reply bob = other.node().rest().register("Bob");
            long chat = other.group(alice, bob);
            String edited = other.send(alice, chat, "to be edited").field("id");
            String deleted = other.send(alice, chat, "to be deleted").field("id");
            awaitEmpty(other);
            Map<String, Object> cutOff = new HashMap<>(settings);
            cutOff.put("chat.redis.url", line.url());
            cutOff.put("chat.node.name", "api-2");
            try (Channel channel = new Channel(id(bob))) {
                Reply edit;
                try (NodeWithChats dying = new NodeWithChats(cutOff)) {
                    line.cut();
                    String path = "/api/v1/messages/";
                    String body = "{\"content\": \"edited\"}";
                    edit = call(dying, "PATCH", path + edited, body, alice);
                    assertThat(call(dying, "DELETE", path + deleted, "", alice).status())
                            .isEqualTo(200);
                    assertThat(edit.status()).isEqualTo(200);
                    assertThat(channel.payloads()).isEmpty();
                }

                await().atMost(Duration.ofSeconds(10)).until(() -> channel.payloads().size() >= 2);
                assertThat(channel.frames(EventType.MESSAGE_UPDATED))
                        .containsExactly(
                                "{\"event\":\"message.updated\",\"data\":" + edit.text() + "}");
                assertThat(channel.frames(EventType.MESSAGE_DELETED))
                        .singleElement()
                        .asString()
                        .contains("\"id\":" + deleted + ",", "\"content\":\"\"", "\"change_seq\":4")
                        .doesNotContain("to be deleted");
                awaitEmpty(other);
            }
        }
    }

    private static Reply call(
            NodeWithChats node, String method, String path, String body, Reply caller) {
        return node.node().rest().send(method, path, body, caller.bearer());
    }

    @Test
    void whoWasRemovedIsNotToldWhatAMessageBecameSince() {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            Reply bob = chats.node().rest().register("Bob");
            long chat = chats.group(alice, bob);
            try (Channel alices = new Channel(id(alice));
                    Channel bobs = new Channel(id(bob))) {
                String message = chats.send(alice, chat, "as Bob read it").field("id");
                long version = chats.query("SELECT members_version FROM chats WHERE id = " + chat);
                call(chats, "DELETE", "/api/v1/chats/" + chat + "/members/" + id(bob), "", alice);
                call(
                        chats,
                        "PATCH",
                        "/api/v1/messages/" + message,
                        "{\"content\": \"without Bob\"}",
                        alice);
                awaitEmpty(chats);

                chats.run(LEFT_BEHIND.replace("members_version, now", version + ", now"), chat);

                await().atMost(Duration.ofSeconds(4))
                        .until(() ->
                                alices.frames(EventType.MESSAGE_CREATED).stream()
                                        .anyMatch(frame -> frame.contains("without Bob")));
                awaitEmpty(chats);
                assertThat(bobs.frames(EventType.MESSAGE_CREATED)).hasSize(1);
                assertThat(bobs.payloads())
                        .noneMatch(payload -> new String(payload, UTF_8).contains("without Bob"));
            }
        }
    }

    /// Redis is given no more at once than it can answer in time. On a machine that is busy
    /// otherwise a slice or three of twenty may be late all the same, and come once more.
    @Test
    void whatPiledUpForManyMembersDoesNotComeAgainAndAgain() {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            long chat = chats.group(alice);
            try (Channel channel = new Channel(id(alice))) {
                chats.send(alice, chat, "published once");
                await().until(() -> channel.seqs(chat).size() == 1);
                awaitEmpty(chats);
                chats.run(TEN_THOUSAND_MEMBERS, chat, chat);

                chats.run(
                        LEFT_BEHIND.replace("FROM chats", "FROM chats, generate_series(1, 300)"),
                        chat);

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
                chats.send(alice, chat, "the last one");
                await().until(() -> channel.seqs(chat).contains(2L));
                assertThat(channel.seqs(chat)).hasSizeBetween(302, 302 + 3 * 20);
            }
        }
    }

    @Test
    void whatPiledUpWhileRedisWasAwayComesOnceAndInOrder() throws Exception {
        Map<String, Object> settings = ApiNode.settings(Map.of("chat.outbox.sweep-limit", 100));
        try (Line line = Line.toRedis()) {
            settings.put("chat.redis.url", line.url());
            try (NodeWithChats first = new NodeWithChats(settings);
                    NodeWithChats second = new NodeWithChats(settings)) {
                Reply alice = first.node().rest().register("Alice");
                List<Long> groups = List.of(first.group(alice), first.group(alice));
                try (Channel channel = new Channel(id(alice))) {
                    line.cut();
                    sendEverywhere(List.of(first, second), alice, groups);
                    assertThat(first.query("SELECT count(*) FROM outbox")).isEqualTo(800);

                    line.mend();

                    List<Long> all = LongStream.rangeClosed(1, 400).boxed().toList();
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> {
                                assertThat(channel.seqs(groups.get(0))).hasSize(400);
                                assertThat(channel.seqs(groups.get(1))).hasSize(400);
                            });
                    assertThat(channel.seqs(groups.get(0))).isEqualTo(all);
                    assertThat(channel.seqs(groups.get(1))).isEqualTo(all);
                    awaitEmpty(first);
                    await().atMost(Duration.ofSeconds(10))
                            .until(() ->
                                    isPublishedAtOnce(first, alice, groups.getFirst(), channel));
                }
            }
        }
    }

    @Test
    void outboxStaysSmall() throws Exception {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            List<Long> groups = List.of(chats.group(alice), chats.group(alice));

            for (int i = 0; i < 3; i++) {
                sendEverywhere(List.of(chats), alice, groups);
            }

            awaitEmpty(chats);
            assertThat(chats.query("SELECT pg_total_relation_size('outbox')"))
                    .isLessThan(2_000_000);
        }
    }

    @Test
    void withoutItWhatADeadNodeLeftStaysUnpublished() {
        Map<String, Object> settings =
                ApiNode.settings(new HashMap<>(Map.of("chat.outbox.enabled", false)));
        try (NodeWithChats chats = new NodeWithChats(settings)) {
            Reply alice = chats.node().rest().register("Alice");
            long chat = chats.group(alice);
            try (Channel channel = new Channel(id(alice))) {
                chats.send(alice, chat, "published once");
                await().until(() -> channel.seqs(chat).size() == 1);
                awaitEmpty(chats);

                chats.run(LEFT_BEHIND, chat);

                await().during(Duration.ofSeconds(4))
                        .atMost(Duration.ofSeconds(6))
                        .until(() -> channel.seqs(chat).size() == 1);
                assertThat(chats.query("SELECT count(*) FROM outbox")).isEqualTo(1);
            }
        }
    }

    /// Sends 400 messages to each of the chats, four at a time, over these nodes.
    private static void sendEverywhere(List<NodeWithChats> nodes, Reply author, List<Long> groups)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                NodeWithChats node = nodes.get(w % nodes.size());
                writers.add(() ->
                        IntStream.range(0, 200)
                                .allMatch(i ->
                                        node.send(author, groups.get(i % 2), "m").status() == 201));
            }
            for (var writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        }
    }

    private static boolean isPublishedAtOnce(
            NodeWithChats chats, Reply author, long chat, Channel channel) {
        long seq = Long.parseLong(chats.send(author, chat, "as before").field("seq"));
        try {
            await().atMost(Duration.ofMillis(500)).until(() -> channel.seqs(chat).contains(seq));
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private static void awaitEmpty(NodeWithChats chats) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
    }

    private static long id(Reply login) {
        return Long.parseLong(login.field("user.id"));
    }
}
