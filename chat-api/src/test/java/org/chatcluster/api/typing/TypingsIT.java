package org.chatcluster.api.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TypingsIT {
    private final NodeWithChats chats =
            new NodeWithChats(
                    ApiNode.settings(
                            Map.of("chat.typing.interval", "1h", "chat.typing.max-members", "2")));
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final Reply carol = chats.node().rest().register("Carol");
    private final Channel ofBob = new Channel(Long.parseLong(bob.field("user.id")));

    @AfterEach
    void stop() {
        ofBob.close();
        chats.close();
    }

    private void types(long chat) {
        Reply reply =
                chats.node().rest().post("/api/v1/chats/" + chat + "/typing", "", alice.bearer());
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
    }

    private void awaitMessage(long chat) {
        chats.send(alice, chat, "what was typed");
        await().until(() -> !ofBob.seqs(chat).isEmpty());
    }

    private long typings() {
        return ofBob.payloads().stream()
                .filter(payload ->
                        EventHeader.readFrom(ByteBuffer.wrap(payload)).type() == EventType.TYPING)
                .count();
    }

    @Test
    void typingIsToldOnceInAnInterval() {
        long chat = chats.group(alice, bob);

        types(chat);
        types(chat);
        types(chat);
        awaitMessage(chat);

        assertThat(typings()).isOne();
    }

    @Test
    void typingInAChatOfTooManyIsNotTold() {
        long chat = chats.group(alice, bob, carol);

        types(chat);
        awaitMessage(chat);

        assertThat(typings()).isZero();
    }
}
