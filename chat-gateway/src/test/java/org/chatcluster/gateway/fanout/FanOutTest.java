package org.chatcluster.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Revocation;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.junit.jupiter.api.Test;

final class FanOutTest {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final List<String> commands = new ArrayList<>();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final FanOut fanOut = fanOut(100);
    private final FakeRecipient anna = new FakeRecipient(1, loop);
    private final FakeRecipient annasPhone = new FakeRecipient(1, loop);

    private FanOut fanOut(int queue) {
        UserChannels channels =
                new UserChannels() {
                    @Override
                    public void subscribe(long userId) {
                        commands.add("subscribe " + userId);
                    }

                    @Override
                    public void unsubscribe(long userId) {
                        commands.add("unsubscribe " + userId);
                    }
                };
        return new FanOut(channels, (_, _) -> {}, new FanOutConfig(LINGER), queue);
    }

    private void lingerPasses() {
        loop.advanceTimeBy(LINGER.toMillis(), TimeUnit.MILLISECONDS);
        loop.runPendingTasks();
    }

    private static ClientEvent event(long seq, ByteBuf frame) {
        return new ClientEvent(new EventHeader(EventType.MESSAGE_CREATED, 1, seq, seq), frame);
    }

    private static ClientEvent typing(long seq, ByteBuf frame) {
        return new ClientEvent(new EventHeader(EventType.TYPING, 1, seq, 0), frame);
    }

    @Test
    void sessionHearsListeningOnlyAfterTheAcknowledgement() {
        fanOut.join(anna);
        assertThat(anna.heard()).isEmpty();

        fanOut.subscribed(1);
        loop.runPendingTasks();

        assertThat(anna.heard()).containsExactly("listening");
    }

    @Test
    void secondSessionIsListeningAtOnceWithoutACommand() {
        fanOut.join(anna);
        fanOut.subscribed(1);

        fanOut.join(annasPhone);

        assertThat(annasPhone.heard()).containsExactly("listening");
        assertThat(commands).containsExactly("subscribe 1");
    }

    @Test
    void channelIsLeftOnceTheLastSessionIsGoneForTheLinger() {
        fanOut.join(anna);
        fanOut.join(annasPhone);
        fanOut.subscribed(1);

        fanOut.leave(anna);
        lingerPasses();
        assertThat(commands).containsExactly("subscribe 1");

        fanOut.leave(annasPhone);
        lingerPasses();
        assertThat(commands).containsExactly("subscribe 1", "unsubscribe 1");
        fanOut.unsubscribed(1);
        fanOut.join(anna);
        assertThat(commands).containsExactly("subscribe 1", "unsubscribe 1", "subscribe 1");
    }

    @Test
    void sessionWithinTheLingerKeepsTheChannel() {
        fanOut.join(anna);
        fanOut.subscribed(1);
        fanOut.leave(anna);

        fanOut.join(annasPhone);
        lingerPasses();

        assertThat(commands).containsExactly("subscribe 1");
    }

    @Test
    void sessionThatComesWhileUnsubscribingWaitsForANewSubscription() {
        fanOut.join(anna);
        fanOut.subscribed(1);
        fanOut.leave(anna);
        lingerPasses();

        fanOut.join(annasPhone);
        assertThat(annasPhone.heard()).isEmpty();
        fanOut.unsubscribed(1);
        fanOut.subscribed(1);
        loop.runPendingTasks();

        assertThat(commands).containsExactly("subscribe 1", "unsubscribe 1", "subscribe 1");
        assertThat(annasPhone.heard()).containsExactly("listening");
    }

    @Test
    void noSecondCommandIsGivenBeforeTheFirstIsAcknowledged() {
        fanOut.join(anna);
        fanOut.leave(anna);
        lingerPasses();
        assertThat(commands).containsExactly("subscribe 1");

        fanOut.subscribed(1);

        assertThat(commands).containsExactly("subscribe 1", "unsubscribe 1");
    }

    @Test
    void channelOfAUserWhomNobodyHasHereIsLeft() {
        fanOut.subscribed(1);
        assertThat(commands).containsExactly("unsubscribe 1");

        fanOut.join(anna);
        fanOut.unsubscribed(1);

        assertThat(commands).containsExactly("unsubscribe 1", "subscribe 1");
    }

    @Test
    void sessionThatBreaksIsDroppedAndOthersStillReceive() {
        ByteBuf frame = Unpooled.buffer(1);
        fanOut.join(anna);
        fanOut.join(annasPhone);
        fanOut.subscribed(1);
        loop.runPendingTasks();
        anna.breaks();

        fanOut.arrived(1L, event(1, frame));
        loop.runPendingTasks();
        fanOut.arrived(1L, event(2, frame));
        loop.runPendingTasks();

        assertThat(anna.heard()).contains("dropped").doesNotContain("event 1");
        assertThat(annasPhone.heard())
                .containsExactly("listening", "event 1", "flush", "event 2", "flush");
        assertThat(frame.refCnt()).isOne();
    }

    @Test
    void everythingOfATurnIsFlushedOnceAndInOrder() {
        ByteBuf frame = Unpooled.buffer(1);
        fanOut.join(anna);
        fanOut.subscribed(1);

        fanOut.arrived(1L, event(1, frame));
        fanOut.arrived(1L, event(2, frame));
        fanOut.arrived(1L, new Revocation(new RevokedFamilies(List.of("f"))));
        fanOut.arrived(2L, event(3, frame));
        loop.runPendingTasks();

        assertThat(anna.heard())
                .containsExactly("listening", "event 1", "event 2", "revoke [f]", "flush");
        assertThat(frame.refCnt()).isOne();
    }

    @Test
    void whatDoesNotFitTheQueueIsGivenBackAndTheSessionToldSoOnce() {
        ByteBuf frame = Unpooled.buffer(1);
        FanOut small = fanOut(2);
        small.join(anna);
        small.subscribed(1);

        small.arrived(1L, event(1, frame));
        small.arrived(1L, event(2, frame));
        small.arrived(1L, event(3, frame));
        loop.runPendingTasks();
        small.arrived(1L, event(4, frame));
        loop.runPendingTasks();

        assertThat(anna.heard()).containsExactly("listening", "event 1", "flush", "dropped");
        assertThat(frame.refCnt()).isOne();
    }

    @Test
    void whatIsEphemeralLeavesHalfOfTheQueueToTheRestAndEndsNoSession() {
        ByteBuf frame = Unpooled.buffer(1);
        FanOut small = fanOut(4);
        small.join(anna);
        small.subscribed(1);

        small.arrived(1L, typing(11, frame));
        small.arrived(1L, typing(12, frame));
        small.arrived(1L, event(1, frame));
        small.arrived(1L, typing(13, frame));
        small.arrived(1L, event(2, frame));
        small.arrived(1L, typing(14, frame));
        loop.runPendingTasks();
        small.arrived(1L, typing(15, frame));
        loop.runPendingTasks();

        assertThat(anna.heard())
                .containsExactly(
                        "listening",
                        "event 11",
                        "event 1",
                        "event 2",
                        "flush",
                        "event 15",
                        "flush");
        assertThat(frame.refCnt()).isOne();
    }

    @Test
    void nobodyHasATokenWhoIsNotHere() {
        fanOut.join(anna);
        fanOut.leave(anna);

        assertThat(fanOut.tokenOf(1)).isEmpty();
        assertThat(fanOut.tokenOf(2)).isEmpty();
    }

    @Test
    void unreadableEventIsDropped() {
        fanOut.join(anna);

        fanOut.arrived(1L, new Unreadable("event of version 9, 1 expected"));
        loop.runPendingTasks();

        assertThat(anna.heard()).isEmpty();
    }
}
