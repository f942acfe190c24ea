package org.chatcluster.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.Line;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.Test;

class BackendsAwayIT {
    @Test
    void withoutTheDatabaseNothingIsAcknowledgedAndItRecoversByItself() {
        Map<String, Object> settings = ApiNode.settings(Map.of());
        try (Line line = Line.toDatabase(String.valueOf(settings.get("chat.database.url")))) {
            settings.put("chat.database.url", line.url());
            try (NodeWithChats chats = new NodeWithChats(settings)) {
                Reply alice = chats.node().rest().register("Alice");
                long chat = chats.group(alice);

                line.cut();

                assertUnavailable(chats.node().rest().get("/api/v1/chats", alice.bearer()));
                assertUnavailable(chats.send(alice, chat, "not now"));
                assertUnavailable(chats.sync(alice, "{\"chats\": {}}"));
                assertUnavailable(chats.node().rest().login("alice", "password123"));
                assertThat(chats.node().rest().get("/health/readiness").status()).isEqualTo(503);
                assertThat(chats.node().rest().get("/health/liveness").status()).isEqualTo(200);

                line.mend();

                await().atMost(Duration.ofSeconds(10))
                        .until(() -> chats.send(alice, chat, "again").status() == 201);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> chats.node().rest().get("/health/readiness").status() == 200);
                await().atMost(Duration.ofSeconds(10))
                        .until(() ->
                                chats.node().rest().get("/api/v1/chats", alice.bearer()).status()
                                        == 200);
            }
        }
    }

    @Test
    void nodeStartsWithoutRedisAndPublishesOnceItIsThere() {
        try (Line line = Line.toRedis()) {
            Map<String, Object> settings = ApiNode.settings(Map.of("chat.redis.url", line.url()));
            line.cut();
            try (NodeWithChats chats = new NodeWithChats(settings)) {
                Reply alice = chats.node().rest().register("Alice");
                long chat = chats.group(alice);
                assertThat(chats.send(alice, chat, "kept").status()).isEqualTo(201);
                assertUnavailable(ticket(chats, alice));

                try (Channel channel = new Channel(Long.parseLong(alice.field("user.id")))) {
                    line.mend();

                    await().atMost(Duration.ofSeconds(12))
                            .until(() -> channel.seqs(chat).contains(1L));
                    assertThat(ticket(chats, alice).status()).isEqualTo(200);
                }
            }
        }
    }

    private static Reply ticket(NodeWithChats chats, Reply login) {
        return chats.node().rest().post("/api/v1/auth/ws-ticket", "", login.bearer());
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.field("code")).isEqualTo("unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
}
