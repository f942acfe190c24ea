package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the repeat of a send is answered with once its author has left.
class RepeatedSendsIT {
    private final NodeWithChats chats = new NodeWithChats();
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final long chat = chats.group(alice, bob);
    private final Reply first = send();

    @AfterEach
    void stop() {
        chats.close();
    }

    @Test
    void removedAuthorGetsTheFirstAnswerWhileTheMessageIsAsTheySentIt() {
        remove();

        Reply again = send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void removedAuthorIsNotToldWhatTheMessageHasBecome() {
        remove();
        react();

        Reply again = send();

        assertThat(again.status()).isEqualTo(404);
        assertThat(again.field("code")).isEqualTo("not_found");
    }

    @Test
    void memberGetsTheMessageAsItIsNow() {
        react();

        Reply again = send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.field("id")).isEqualTo(first.field("id"));
        assertThat(again.field("change_seq")).isEqualTo("2");
    }

    private Reply send() {
        String body = "{\"chat_id\": %d, \"content\": \"once\", \"client_id\": \"c\"}";
        return chats.node().rest().post("/api/v1/messages", body.formatted(chat), bob.bearer());
    }

    private void remove() {
        String member = "/api/v1/chats/" + chat + "/members/" + bob.field("user.id");
        assertThat(chats.node().rest().send("DELETE", member, "", alice.bearer()).status())
                .isEqualTo(204);
    }

    private void react() {
        String reaction = "/api/v1/messages/" + first.field("id") + "/reactions/%F0%9F%91%8D";
        assertThat(chats.node().rest().send("PUT", reaction, "", alice.bearer()).status())
                .isEqualTo(200);
    }
}
