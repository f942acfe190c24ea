package org.chatcluster.deploy.loadtest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.deploy.loadtest.population.Population;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private record Sent(int chat, int member, long due) {}

    @Test
    void sharesTogetherSendTheWholeScheduleOnTheIntendedTimes() throws Exception {
        Population population =
                new Population(
                        LongStream.range(0, 6).boxed().toList(),
                        IntStream.range(0, 6).mapToObj(i -> "token" + i).toList(),
                        List.of(1L, 2L, 3L));
        BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
        long origin = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
        Window window = new Window(origin, origin, origin + TimeUnit.MILLISECONDS.toNanos(120));

        try (MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            for (int index = 0; index < 2; index++) {
                EventLoop loop = (EventLoop) group.next();
                OpenLoop pace = new OpenLoop(new Share(loop, index, 2, population), 100);
                CompletableFuture<Boolean> over = new CompletableFuture<>();
                loop.execute(() -> pace.start(outgoing(sent, over), window));
                over.get(5, TimeUnit.SECONDS);
                assertThat(pace.isOver()).isTrue();
            }
        }

        Schedule schedule = new Schedule(origin, 100);
        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12)
                                .mapToObj(i -> new Sent(i % 3, i / 3 % 2, schedule.due(i)))
                                .toList());
    }

    private static Outgoing outgoing(BlockingQueue<Sent> sent, CompletableFuture<Boolean> over) {
        return new Outgoing() {
            @Override
            public void send(int chat, int member, long due) {
                sent.add(new Sent(chat, member, due));
            }

            @Override
            public void over() {
                over.complete(true);
            }
        };
    }
}
