package org.chatcluster.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.Test;

class SyncEventsIT {
    @Test
    void gatewayGetsFramesAndHowFarTheyLead() {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            Reply bob = chats.node().rest().register("Bob");
            long chat = chats.group(alice, bob);
            long joined = chats.group(alice, bob);
            chats.send(alice, chat, "first");
            chats.send(alice, chat, "second");
            chats.edit(chat, 1, "first, edited");
            long left = chats.group(alice, bob);
            chats.node()
                    .rest()
                    .send(
                            "DELETE",
                            "/api/v1/chats/" + left + "/members/" + bob.field("user.id"),
                            "",
                            bob.bearer());
            String body = "{\"chats\": {\"%d\": 2, \"4711\": 1, \"%d\": 0}}".formatted(chat, left);

            byte[] bytes =
                    chats.node()
                            .rest()
                            .bytes(
                                    "/api/v1/sync",
                                    body,
                                    "Authorization",
                                    bob.bearer()[1],
                                    "Accept",
                                    EventBatch.MEDIA_TYPE);

            List<EventBatch.Entry> entries = EventBatch.read(bytes);
            assertThat(entries).allMatch(entry -> entry.userIds().isEmpty());
            List<ByteBuffer> payloads = entries.stream().map(EventBatch.Entry::payload).toList();
            List<EventHeader> headers = payloads.stream().map(EventHeader::readFrom).toList();
            assertThat(headers)
                    .extracting(EventHeader::type)
                    .containsExactly(
                            EventType.MESSAGE_UPDATED,
                            EventType.CHAT_CREATED,
                            EventType.MEMBER_REMOVED,
                            EventType.MEMBER_REMOVED,
                            EventType.SYNC_PAGE);
            assertThat(headers.getFirst().chatId()).isEqualTo(chat);
            assertThat(headers.getFirst().seq()).isEqualTo(3);
            assertThat(headers.get(2).seq()).isZero();
            assertThat(headers.get(3).chatId()).isEqualTo(left);
            assertThat(headers.get(3).seq()).isPositive();
            List<String> frames =
                    payloads.stream()
                            .map(payload -> StandardCharsets.UTF_8.decode(payload).toString())
                            .toList();
            assertThat(frames.get(0))
                    .startsWith("{\"event\":\"message.updated\",\"data\":{\"id\":")
                    .contains("first, edited");
            assertThat(frames.get(1)).contains("\"id\":" + joined);
            assertThat(frames.get(2))
                    .isEqualTo(
                            "{\"event\":\"member.removed\",\"data\":{\"chat_id\":4711,\"user_id\":%s}}"
                                    .formatted(bob.field("user.id")));
            assertThat(frames.get(4))
                    .isEqualTo(
                            "{\"chats\":{\"%d\":3},\"more\":false,\"joined_after\":%d}"
                                    .formatted(chat, joined));
        }
    }
}
