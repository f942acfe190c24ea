package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.gateway.measure.SocketCounts;
import org.chatcluster.gateway.socket.SendQueue.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SendQueueTest {
    private static final int BYTES = 8_000;
    private static final int FRAME = 400;

    /// A network that takes nothing until it is told to.
    private static final class Network extends EmbeddedChannel {
        private boolean takes;

        Network() {
            super(new ChannelInboundHandlerAdapter());
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) throws Exception {
            if (takes) {
                super.doWrite(in);
            }
        }

        void takes(boolean now) {
            takes = now;
            unsafe().flush();
        }
    }

    private final Network network = new Network();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SendQueue queue =
            new SendQueue(network.pipeline().firstContext(), BYTES, new SocketCounts(registry));

    @AfterEach
    void release() {
        queue.close();
        network.takes(true);
        network.finishAndReleaseAll();
    }

    private static ByteBuf frame(int number) {
        String text = Integer.toString(number);
        return Unpooled.copiedBuffer(
                text + " ".repeat(FRAME - text.length()), StandardCharsets.US_ASCII);
    }

    /// Offers frames until one is refused, and returns how many were taken.
    private int fill(Kind kind) {
        int taken = 0;
        while (queue.offer(frame(taken), kind)) {
            taken++;
        }
        return taken;
    }

    private List<Integer> sent() {
        List<Integer> numbers = new ArrayList<>();
        for (ByteBuf frame = network.readOutbound();
                frame != null;
                frame = network.readOutbound()) {
            numbers.add(Integer.valueOf(frame.toString(StandardCharsets.US_ASCII).strip()));
            frame.release();
        }
        return numbers;
    }

    @Test
    void framesGoToANetworkThatTakesThem() {
        network.takes(true);

        for (int i = 0; i < 100; i++) {
            assertThat(queue.offer(frame(i), Kind.EVENT)).isTrue();
        }
        queue.flush();

        assertThat(sent()).hasSize(100).isSorted();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void noMoreThanTheBoundAndTwoFramesWait() {
        int taken = fill(Kind.EVENT);

        assertThat(queue.isFull()).isTrue();
        assertThat(queue.bytes()).isBetween((long) BYTES, BYTES + 2L * (FRAME + 96));
        network.takes(true);
        assertThat(queue.isClear()).isTrue();
        assertThat(sent()).hasSize(taken).isSorted();
    }

    @Test
    void frameThatComesWhenTheNetworkTakesAgainGoesBehindThoseThatWait() {
        int taken = fill(Kind.EVENT);
        network.takes(true);

        assertThat(queue.offer(frame(taken), Kind.EVENT)).isTrue();
        queue.flush();

        assertThat(sent()).hasSize(taken + 1).isSorted();
    }

    @Test
    void answersStayWhenEventsAreDropped() {
        int taken = fill(Kind.EVENT);
        long before = queue.bytes();
        queue.dropEvents();
        assertThat(queue.bytes()).isLessThan(before / 2);

        assertThat(queue.offer(frame(1_000), Kind.ANSWER)).isTrue();
        assertThat(queue.offer(frame(1_001), Kind.EVENT)).isTrue();
        queue.dropEvents();
        network.takes(true);
        assertThat(queue.isClear()).isTrue();

        assertThat(sent()).contains(1_000).doesNotContain(1_001).hasSizeLessThan(taken);
    }

    private double delivered() {
        return registry.get("chat.gateway.deliveries").functionCounter().count();
    }

    /// Offers events until one is refused, and returns how many were taken.
    private int follow(List<Integer> handedOver) {
        int taken = 0;
        for (int number = 0; offer(number, handedOver); number++) {
            taken++;
        }
        queue.flush();
        return taken;
    }

    private boolean offer(int number, List<Integer> handedOver) {
        return queue.offerEvent(frame(number), () -> handedOver.add(number));
    }

    @Test
    void eventsThatWaitAreDeliveredWhenTheChannelHasThem() {
        List<Integer> handedOver = new ArrayList<>();
        int taken = follow(handedOver);
        int atOnce = handedOver.size();

        assertThat(atOnce).isBetween(1, taken - 1);
        assertThat(delivered()).isEqualTo(atOnce);
        network.takes(true);
        assertThat(queue.isClear()).isTrue();

        assertThat(handedOver).hasSize(taken).isSorted();
        assertThat(delivered()).isEqualTo(taken);
    }

    @Test
    void eventsThatAreDroppedAreNotDelivered() {
        List<Integer> handedOver = new ArrayList<>();
        follow(handedOver);
        int atOnce = handedOver.size();

        queue.dropEvents();
        network.takes(true);
        assertThat(queue.isClear()).isTrue();

        assertThat(handedOver).hasSize(atOnce);
        assertThat(delivered()).isEqualTo(atOnce);
    }

    @Test
    void whatIsEphemeralGoesAtOnceOrNowhere() {
        int taken = fill(Kind.EVENT);
        long before = queue.bytes();
        ByteBuf dropped = frame(1_000);

        assertThat(queue.offer(dropped, Kind.EPHEMERAL)).isTrue();
        assertThat(dropped.refCnt()).isZero();
        assertThat(queue.bytes()).isEqualTo(before);
        network.takes(true);
        assertThat(queue.isClear()).isTrue();
        assertThat(queue.offer(frame(1_001), Kind.EPHEMERAL)).isTrue();
        queue.flush();

        assertThat(sent()).hasSize(taken + 1).contains(1_001);
    }

    @Test
    void frameThatIsRefusedOrComesTooLateIsGivenBack() {
        fill(Kind.ANSWER);
        ByteBuf refused = frame(1);
        ByteBuf late = frame(2);

        assertThat(queue.offer(refused, Kind.EVENT)).isFalse();
        queue.close();
        assertThat(queue.offer(late, Kind.EVENT)).isTrue();

        assertThat(refused.refCnt()).isZero();
        assertThat(late.refCnt()).isZero();
        assertThat(queue.isFull()).isFalse();
    }
}
