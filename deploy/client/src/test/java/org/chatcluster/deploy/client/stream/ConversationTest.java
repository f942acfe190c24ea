package org.chatcluster.deploy.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.client.stream.Messages.CHAT;
import static org.chatcluster.deploy.client.stream.Messages.created;
import static org.chatcluster.deploy.client.stream.Messages.event;
import static org.chatcluster.deploy.client.stream.Messages.hello;
import static org.chatcluster.deploy.client.stream.Messages.replayDone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FakeWire wire = new FakeWire();
    private final Heard heard = new Heard();
    private final Conversation talk =
            new Conversation(
                    new Cursors(Map.of(CHAT, 4L), Delivery.IN_ORDER),
                    heard,
                    Timing.CONTRACT,
                    wire,
                    0);

    @Test
    void helloIsFollowedByResumeWithWhatIsKnown() {
        talk.frame(hello(), 0);

        assertThat(wire.actions()).containsExactly("resume");
        assertThat(wire.sent.getFirst().path("chats").toString()).isEqualTo("{\"7\":4}");
        assertThat(wire.sent.getFirst().has("only")).isFalse();
        assertThat(heard.resumed).isZero();
    }

    @Test
    void replayDoneEndsTheResumeAndLaterMessagesAreLive() {
        greet();
        talk.frame(created(6), 0);

        assertThat(heard.resumed).isOne();
        assertThat(heard.seqs).containsExactly(5L, 6L);
        assertThat(heard.origins).containsExactly(Origin.RESUMED, Origin.LIVE);
    }

    @Test
    void holeIsAskedForAfter300MillisAndWithNothingElse() {
        greet();
        talk.frame(created(7), SECOND);
        talk.act(SECOND + 299_000_000);
        assertThat(wire.actions()).containsExactly("resume");
        assertThat(talk.idle(SECOND)).isEqualTo(Duration.ofMillis(300));

        talk.act(SECOND + 300_000_000);

        assertThat(wire.actions()).containsExactly("resume", "resume");
        assertThat(wire.sent.getLast().path("only").booleanValue()).isTrue();
        assertThat(wire.sent.getLast().path("chats").toString()).isEqualTo("{\"7\":5}");
        talk.frame(created(6), 2 * SECOND);
        talk.frame(replayDone(wire.lastRequestId(), 7), 2 * SECOND);
        assertThat(heard.seqs).containsExactly(5L, 6L, 7L);
        talk.act(4 * SECOND);
        assertThat(wire.actions()).hasSize(2);
    }

    @Test
    void liveMessageThatOvertakesAResumeHidesNoHole() {
        greet();
        talk.frame(created(7), 0);
        talk.act(SECOND);
        talk.frame(created(8), SECOND);
        talk.frame(created(6), SECOND);
        talk.frame(replayDone(wire.lastRequestId(), 8), SECOND);

        assertThat(heard.seqs).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void changesAreCountedByTheirChangeSeqAndLeaveNoHole() {
        greet();
        talk.frame(event("message.updated", 5, 6), 0);
        talk.frame(event("message.deleted", 2, 7), 0);
        talk.frame(event("message.updated", 5, 6), 0);

        assertThat(heard.kinds)
                .containsExactly(
                        ChatMessage.Kind.CREATED,
                        ChatMessage.Kind.UPDATED,
                        ChatMessage.Kind.DELETED);
        assertThat(heard.seqs).containsExactly(5L, 5L, 2L);
        talk.act(SECOND);
        assertThat(wire.actions()).containsExactly("resume");
    }

    @Test
    void changeThatIsMissingIsAHole() {
        greet();
        talk.frame(event("message.deleted", 3, 8), 0);
        talk.act(SECOND);

        assertThat(wire.actions()).containsExactly("resume", "resume");
        assertThat(wire.sent.getLast().path("chats").toString()).isEqualTo("{\"7\":5}");
        talk.frame(event("message.updated", 4, 7), SECOND);
        talk.frame(replayDone(wire.lastRequestId(), 8), SECOND);
        assertThat(heard.seqs).as("6 was changed again later").containsExactly(5L, 4L, 3L);
    }

    @Test
    void behindLeadsToAResumeOfEverything() {
        greet();

        talk.frame(Frames.parse("{\"event\": \"behind\", \"data\": {}}"), SECOND);

        assertThat(wire.actions()).containsExactly("resume", "resume");
        assertThat(wire.sent.getLast().path("chats").toString()).isEqualTo("{\"7\":5}");
    }

    @Test
    void refusedResumeIsRepeatedWhenItWasAskedTo() {
        talk.frame(hello(), 0);
        talk.frame(
                Frames.parse(
                        """
                        {"event": "error", "data": {"request_id": "%s", "code": "unavailable",
                         "retry_after_ms": 2000}}
                        """
                                .formatted(wire.lastRequestId())),
                0);
        talk.act(2 * SECOND - 1);
        assertThat(wire.sent).hasSize(1);

        talk.act(2 * SECOND);

        assertThat(wire.actions()).containsExactly("resume", "resume");
    }

    @Test
    void resumeWithoutAnAnswerEndsTheConnectionInTheEnd() {
        talk.frame(hello(), 0);
        for (int tens = 1; tens <= 3; tens++) {
            talk.act(tens * 10 * SECOND);
        }

        assertThat(wire.actions()).containsExactly("resume", "resume", "resume");
        assertThat(wire.aborted).isTrue();
    }

    @Test
    void drainingNodeIsLeftWhenItAsksTo() {
        greet();
        talk.frame(
                Frames.parse(
                        "{\"event\": \"node.draining\", \"data\": {\"reconnect_after_ms\": 1500}}"),
                SECOND);
        talk.act(2 * SECOND);
        assertThat(wire.closed).isFalse();
        assertThat(talk.askedToWait(2 * SECOND)).hasValue(Duration.ofMillis(500));

        talk.act(SECOND + 1_500_000_000);

        assertThat(wire.closed).isTrue();
    }

    @Test
    void silentSocketIsPingedAndThenEnded() {
        greet();
        talk.act(50 * SECOND);
        assertThat(wire.actions()).containsExactly("resume", "ping");

        talk.act(60 * SECOND);

        assertThat(wire.aborted).isTrue();
    }

    @Test
    void expiringSessionAsksForANewTokenOnce() {
        greet();

        talk.frame(Frames.parse("{\"event\": \"session.expiring\", \"data\": {}}"), 0);

        assertThat(talk.takeRenewal()).isTrue();
        assertThat(talk.takeRenewal()).isFalse();
    }

    /// Brings the conversation to where everything up to seq 5 is known.
    private void greet() {
        talk.frame(hello(), 0);
        talk.frame(created(5), 0);
        talk.frame(replayDone(wire.lastRequestId(), 5), 0);
    }

    private static final class Heard implements ChatListener {
        private final List<Long> seqs = new ArrayList<>();
        private final List<Origin> origins = new ArrayList<>();
        private final List<ChatMessage.Kind> kinds = new ArrayList<>();
        private int resumed;

        @Override
        public void message(ChatMessage message) {
            seqs.add(message.seq());
            origins.add(message.origin());
            kinds.add(message.kind());
        }

        @Override
        public void resumed() {
            resumed++;
        }
    }
}
