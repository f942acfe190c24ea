package org.chatcluster.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.Line;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.Test;

/// Who is told of a mark whose list of members has changed when it is told.
class LaterMembersIT {
    @Test
    void whoJoinedBeforeTheReadIsToldAndWhoJoinedAfterItIsNot() {
        Map<String, Object> settings = ApiNode.settings(Map.of());
        try (Line line = Line.toRedis()) {
            settings.put("chat.redis.url", line.url());
            try (NodeWithChats chats = new NodeWithChats(settings)) {
                Reply alice = chats.node().rest().register("Alice");
                Reply bob = chats.node().rest().register("Bob");
                Reply carol = chats.node().rest().register("Carol");
                Reply dave = chats.node().rest().register("Dave");
                long chat = chats.group(alice, bob);
                chats.send(alice, chat, "of before they joined");
                try (Channel ofCarol = new Channel(id(carol));
                        Channel ofDave = new Channel(id(dave))) {
                    line.cut();
                    add(chats, alice, chat, carol);
                    chats.node()
                            .rest()
                            .post("/api/v1/chats/" + chat + "/read", "{\"seq\": 1}", bob.bearer());
                    add(chats, alice, chat, dave);
                    line.mend();

                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
                    await().until(() -> !ofDave.frames(EventType.CHAT_CREATED).isEmpty());
                    assertThat(ofCarol.frames(EventType.MESSAGE_READ)).hasSize(1);
                    assertThat(ofDave.frames(EventType.MESSAGE_READ)).isEmpty();
                }
            }
        }
    }

    private static void add(NodeWithChats chats, Reply caller, long chat, Reply member) {
        String body = "{\"user_ids\": [" + id(member) + "]}";
        String path = "/api/v1/chats/" + chat + "/members";
        assertThat(chats.node().rest().post(path, body, caller.bearer()).status()).isEqualTo(200);
    }

    private static long id(Reply login) {
        return Long.parseLong(login.field("user.id"));
    }
}
