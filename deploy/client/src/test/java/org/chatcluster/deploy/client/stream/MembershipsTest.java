package org.chatcluster.deploy.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.client.stream.Messages.CHAT;
import static org.chatcluster.deploy.client.stream.Messages.created;
import static org.chatcluster.deploy.client.stream.Messages.event;
import static org.chatcluster.deploy.client.stream.Messages.hello;
import static org.chatcluster.deploy.client.stream.Messages.replayDone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MembershipsTest {
    private static final long ME = 1;
    private static final long OTHER = 2;

    private final FakeWire wire = new FakeWire();
    private final Heard heard = new Heard();
    private final Conversation talk =
            new Conversation(
                    new Cursors(Map.of(), Delivery.AS_IT_COMES), heard, Timing.CONTRACT, wire, 0);

    @Test
    void whoIsAddedWhileConnectedHasNothingToAskFor() {
        greet();
        talk.frame(joined(10, 10), 0);

        assertThat(wire.actions()).containsExactly("resume");
        assertThat(heard.told).containsExactly("joined at 10", "members of 10: [1, 2]");
    }

    @Test
    void whatCameSinceTheJoiningIsAskedFor() {
        talk.frame(hello(), 0);
        talk.frame(joined(10, 15), 0);
        talk.frame(Frames.parse(DONE.formatted(wire.lastRequestId())), 0);

        assertThat(wire.actions()).containsExactly("resume", "resume");
        assertThat(wire.sent.getLast().path("chats").toString()).isEqualTo("{\"7\":10}");
        assertThat(heard.resumed).isZero();
        talk.frame(replayDone(wire.lastRequestId(), 15), 0);
        assertThat(heard.resumed).isOne();
    }

    @Test
    void ownRemovalIsToldUnlessItIsLate() {
        greet();
        talk.frame(joined(10, 10), 0);
        talk.frame(removed(ME, 9), 0);
        assertThat(heard.told).doesNotContain("left");

        talk.frame(removed(ME, 11), 0);

        assertThat(heard.told).endsWith("11: 1 false", "left");
    }

    @Test
    void chatThatAResumeDoesNotFindAnyMoreIsLeft() {
        greet();
        talk.frame(joined(10, 10), 0);

        talk.frame(
                Frames.parse(
                        "{\"event\": \"member.removed\", \"data\": {\"chat_id\": 7, \"user_id\":"
                                + " 1}}"),
                0);

        assertThat(heard.told).endsWith("left");
    }

    @Test
    void comingsAndGoingsAreToldByEventsAndBySystemMessages() {
        greet();
        talk.frame(joined(10, 10), 0);
        heard.told.clear();
        talk.frame(removed(OTHER, 11), 0);
        talk.frame(
                Frames.parse(
                        """
                        {"event": "message.created", "data": {"chat_id": 7, "seq": 12, "change_seq": 12,
                         "type": "system", "content": "", "ts": "",
                         "payload": {"kind": "member_added", "user_ids": [2, 3]}}}
                        """),
                0);

        assertThat(heard.told).containsExactly("11: 2 false", "12: 2 true", "12: 3 true");
    }

    @Test
    void everyEventWithASeqOfAChatIsToldWhateverBecomesOfIt() {
        greet();
        talk.frame(joined(10, 10), 0);
        talk.frame(removed(OTHER, 11), 0);
        talk.frame(removed(ME, 12), 0);
        talk.frame(event("message.updated", 3, 11), 0);
        talk.frame(chatEvent("member.added", "\"seq\": 13, \"user_ids\": [2]"), 0);
        talk.frame(chatEvent("message.read", "\"user_id\": 2, \"last_read_seq\": 14"), 0);
        talk.frame(chatEvent("message.read_by_all", "\"message_id\": 5, \"seq\": 4"), 0);

        assertThat(heard.events)
                .containsExactly(
                        new ChatEvent("chat.created", CHAT, 10, Origin.LIVE, false),
                        new ChatEvent("member.removed", CHAT, 11, Origin.LIVE, false),
                        new ChatEvent("member.removed", CHAT, 12, Origin.LIVE, true),
                        new ChatEvent("message.updated", CHAT, 11, Origin.LIVE, false),
                        new ChatEvent("member.added", CHAT, 13, Origin.LIVE, false),
                        new ChatEvent("message.read", CHAT, 14, Origin.LIVE, false),
                        new ChatEvent("message.read_by_all", CHAT, 4, Origin.LIVE, false));
        assertThat(heard.seqs).isEmpty();
    }

    @Test
    void eventThatTellsNoSeqIsNotTold() {
        greet();
        talk.frame(chatEvent("typing", "\"user_id\": 2"), 0);
        talk.frame(chatEvent("member.removed", "\"user_id\": 1"), 0);

        assertThat(heard.events).isEmpty();
    }

    @Test
    void whatComesWhileAResumeIsUnderWayIsToldAsResumed() {
        talk.frame(hello(), 0);
        talk.frame(created(11), 0);

        assertThat(heard.events)
                .containsExactly(new ChatEvent("message.created", CHAT, 11, Origin.RESUMED, false));
    }

    @Test
    void messagesOfALaterTimeAreTheirsThoughTheChatComesAfterThem() {
        greet();
        talk.frame(joined(10, 10), 0);
        talk.frame(removed(ME, 12), 0);

        talk.frame(event("message.created", 14, 14), 0);
        talk.frame(joined(13, 13), 0);
        talk.frame(event("message.updated", 11, 15), 0);

        assertThat(heard.seqs).containsExactly(14L, 11L);
    }

    private static final String DONE =
            """
            {"event": "replay.done", "data": {"request_id": "%s", "chats": {}}}
            """;

    private void greet() {
        talk.frame(hello(), 0);
        talk.frame(Frames.parse(DONE.formatted(wire.lastRequestId())), 0);
    }

    private static JsonNode joined(long since, long seq) {
        return Frames.parse(
                """
                {"event": "chat.created", "data": {"id": %d, "seq": %d, "last_read_seq": %d,
                 "participants": [{"id": 1}, {"id": 2}], "participants_count": 2}}
                """
                        .formatted(CHAT, seq, since));
    }

    private static JsonNode chatEvent(String event, String fields) {
        return Frames.parse(
                "{\"event\": \"%s\", \"data\": {\"chat_id\": %d, %s}}"
                        .formatted(event, CHAT, fields));
    }

    private static JsonNode removed(long user, long seq) {
        return Frames.parse(
                """
                {"event": "member.removed", "data": {"chat_id": %d, "user_id": %d, "seq": %d}}
                """
                        .formatted(CHAT, user, seq));
    }

    private static final class Heard implements ChatListener {
        private final List<String> told = new ArrayList<>();
        private final List<ChatEvent> events = new ArrayList<>();
        private final List<Long> seqs = new ArrayList<>();
        private int resumed;

        @Override
        public void message(ChatMessage message) {
            seqs.add(message.seq());
        }

        @Override
        public void joined(long chatId, long seq) {
            told.add("joined at " + seq);
        }

        @Override
        public void left(long chatId) {
            told.add("left");
        }

        @Override
        public void members(long chatId, long seq, Set<Long> userIds) {
            told.add("members of " + seq + ": " + userIds.stream().sorted().toList());
        }

        @Override
        public void member(MemberChange change) {
            told.add(change.seq() + ": " + change.userId() + " " + change.isMember());
        }

        @Override
        public void event(ChatEvent event) {
            events.add(event);
        }

        @Override
        public void resumed() {
            resumed++;
        }
    }
}
