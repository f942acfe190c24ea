package org.chatcluster.api.idempotency;

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

/// One key for a message and for a change of its chat.
class SendsAndChangesIT {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final NodeWithChats chats = new NodeWithChats(settings);
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final long chat = chats.group(alice);

    @AfterEach
    void stop() {
        chats.close();
    }

    /// The message has the chat first, and the change its key: neither may wait for the other.
    @Test
    void parallelCallsDoNotWaitForEachOther() throws Exception {
        try (Waiting lock = new Waiting(chats, settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lock.run("SELECT FROM chats WHERE id = " + chat + " FOR UPDATE");
            Future<Reply> sent = threads.submit(this::send);
            lock.awaitWaiters(1);
            Future<Reply> added = threads.submit(this::add);
            lock.awaitWaiters(2);
            lock.commit();

            assertThat(sent.get().status()).isEqualTo(201);
            assertThat(added.get().status()).isEqualTo(200);
        }
        assertThat(send().status()).isEqualTo(201);
        assertThat(add().status()).isEqualTo(200);
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + chat)).isEqualTo(2);
    }

    @Test
    void keyOfAMessageIsNoChangesAnyMore() {
        assertThat(send().status()).isEqualTo(201);

        assertThat(add().field("code")).isEqualTo("idempotency_key_reused");
        assertThat(send().status()).isEqualTo(201);
    }

    @Test
    void keyOfAChangeIsNoMessagesAnyMore() {
        assertThat(add().status()).isEqualTo(200);

        assertThat(send().field("code")).isEqualTo("idempotency_key_reused");
        assertThat(add().status()).isEqualTo(200);
    }

    @Test
    void keyOfAMessageIsForgottenAfterADay() {
        Reply first = send();
        chats.run("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");

        Reply second = send();

        assertThat(second.field("id")).isNotEqualTo(first.field("id"));
        assertThat(send().text()).isEqualTo(second.text());
        chats.run("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");
        assertThat(add().status()).isEqualTo(200);
    }

    private Reply send() {
        String body = "{\"chat_id\": " + chat + ", \"content\": \"m\"}";
        return post("/api/v1/messages", body);
    }

    private Reply add() {
        String body = "{\"user_ids\": [" + bob.field("user.id") + "]}";
        return post("/api/v1/chats/" + chat + "/members", body);
    }

    private Reply post(String path, String body) {
        String[] bearer = alice.bearer();
        return chats.node()
                .rest()
                .post(path, body, bearer[0], bearer[1], "Idempotency-Key", "one-key");
    }
}
