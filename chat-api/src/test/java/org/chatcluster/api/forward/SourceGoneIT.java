package org.chatcluster.api.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.api.node.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a forward whose source goes while it waits for the chat that it goes to.
class SourceGoneIT {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final NodeWithChats chats = new NodeWithChats(settings);
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final long from = chats.group(alice, bob);
    private final long to = chats.group(bob);
    private final String message = chats.send(alice, from, "of Alice").field("id");

    @AfterEach
    void stop() {
        chats.close();
    }

    @Test
    void deletedMessageIsNotForwarded() throws Exception {
        isNotForwarded("/api/v1/messages/" + message);
    }

    @Test
    void whoWasRemovedForwardsNothing() throws Exception {
        isNotForwarded("/api/v1/chats/" + from + "/members/" + bob.field("user.id"));
    }

    private void isNotForwarded(String deleted) throws Exception {
        try (Waiting lock = new Waiting(chats, settings);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            lock.run("SELECT FROM chats WHERE id = " + to + " FOR UPDATE");
            Future<Reply> forward = thread.submit(this::forward);
            lock.awaitWaiters(1);
            assertThat(chats.node().rest().send("DELETE", deleted, "", alice.bearer()).status())
                    .isBetween(200, 204);
            lock.commit();

            assertThat(forward.get().status()).isEqualTo(404);
            assertThat(forward.get().field("code")).isEqualTo("not_found");
            assertThat(chats.query("SELECT seq FROM chats WHERE id = " + to)).isZero();
        }
    }

    private Reply forward() {
        return chats.node()
                .rest()
                .post(
                        "/api/v1/messages/" + message + "/forward",
                        "{\"chat_ids\": [" + to + "]}",
                        bob.bearer());
    }
}
