package org.chatcluster.api.message;

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

/// What is shown to somebody who is removed between the look-up of their membership and that of the
/// messages.
class RemovedReadersIT {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final NodeWithChats chats = new NodeWithChats(settings);
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final long chat = chats.group(alice, bob);
    private final String message = chats.send(alice, chat, "before").field("id");

    @AfterEach
    void stop() {
        chats.close();
    }

    @Test
    void pageOfMessages() throws Exception {
        showsNothingOfAfter("/api/v1/chats/" + chat + "/messages");
    }

    @Test
    void pageAroundAMessage() throws Exception {
        showsNothingOfAfter("/api/v1/chats/" + chat + "/messages?around=1");
    }

    @Test
    void pins() throws Exception {
        String pin = "/api/v1/messages/" + message + "/pin";
        assertThat(chats.node().rest().send("PUT", pin, "", alice.bearer()).status())
                .isEqualTo(200);

        showsNothingOfAfter("/api/v1/chats/" + chat + "/pins");
    }

    @Test
    void oneChat() throws Exception {
        showsNothingOfAfter("/api/v1/chats/" + chat);
    }

    @Test
    void listOfChats() throws Exception {
        showsNothingOfAfter("/api/v1/chats");
    }

    private void showsNothingOfAfter(String path) throws Exception {
        try (Waiting lock = new Waiting(chats, settings);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            lock.run("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
            Future<Reply> reply = thread.submit(() -> chats.node().rest().get(path, bob.bearer()));
            lock.awaitWaiters(1);
            lock.run("DELETE FROM chat_members WHERE user_id = " + bob.field("user.id"));
            lock.run("UPDATE messages SET content = 'after' WHERE id = " + message);
            lock.commit();

            assertThat(reply.get().status()).isEqualTo(200);
            assertThat(reply.get().text()).contains("before").doesNotContain("after");
        }
    }
}
