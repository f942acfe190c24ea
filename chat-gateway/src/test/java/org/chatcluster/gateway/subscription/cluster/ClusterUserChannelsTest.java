package org.chatcluster.gateway.subscription.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.fanout.UserChannels.Listener;
import org.chatcluster.gateway.redis.cluster.Master;
import org.chatcluster.gateway.redis.cluster.Masters;
import org.chatcluster.gateway.redis.cluster.Slots;
import org.junit.jupiter.api.Test;

/// Whom the channels ask, and whose word reaches the listener, while slots move.
final class ClusterUserChannelsTest implements Listener, Masters {
    private static final Master ONE = new Master("127.0.0.1", 1);
    private static final Master TWO = new Master("127.0.0.1", 2);
    private static final int HALF = 8_192;
    private static final long ANNA = userWhere(slot -> slot < HALF);
    private static final long BOB = userWhere(slot -> slot >= HALF);

    private final Map<Master, FakeShard> shards = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final ClusterUserChannels channels =
            new ClusterUserChannels(
                    this,
                    master -> {
                        FakeShard shard = new FakeShard();
                        shards.put(master, shard);
                        return shard;
                    },
                    Duration.ofSeconds(1));

    ClusterUserChannelsTest() {
        channels.connect(this);
    }

    private static long userWhere(IntPredicate slot) {
        return LongStream.rangeClosed(1, 1_000)
                .filter(user -> slot.test(Slots.ofUser(user)))
                .findFirst()
                .orElseThrow();
    }

    private static Slots halves() {
        return Slots.of(slot -> slot < HALF ? ONE : TWO);
    }

    private FakeShard shard(Master master) {
        return Objects.requireNonNull(shards.get(master));
    }

    @Override
    public CompletableFuture<Slots> ask() {
        return new CompletableFuture<>();
    }

    @Override
    public Slots last() {
        return Slots.NONE;
    }

    @Override
    public RedisURI uriOf(Master master) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void subscribed(long userId) {
        heard.add("subscribed " + userId);
    }

    @Override
    public void unsubscribed(long userId) {
        heard.add("unsubscribed " + userId);
    }

    @Override
    public void arrived(Long userId, Arrival arrival) {
        heard.add("arrived " + userId);
    }

    @Override
    public void disconnected(LongPredicate users, long provenNanos) {
        heard.add("disconnected " + of(users));
    }

    @Override
    public void connected(LongPredicate users) {
        heard.add("connected " + of(users));
    }

    private static List<Long> of(LongPredicate users) {
        return LongStream.of(ANNA, BOB).filter(users).boxed().toList();
    }

    @Override
    public void failed(long userId) {
        heard.add("failed " + userId);
    }

    @Test
    void usersAreToBeAskedForOnceTheirSlotsAreKnown() {
        channels.subscribe(ANNA);
        channels.take(halves());

        assertThat(heard).containsExactly("connected " + List.of(ANNA, BOB));
        channels.subscribe(ANNA);
        channels.unsubscribe(BOB);
        assertThat(shard(ONE).asked).containsExactly("subscribe " + ANNA);
        assertThat(shard(TWO).asked).containsExactly("unsubscribe " + BOB);
    }

    @Test
    void lossAndReturnOfAMasterAreThoseOfItsUsers() {
        channels.take(halves());
        heard.clear();

        shard(TWO).ear().disconnected(_ -> true, 7);
        shard(TWO).ear().connected(_ -> true);

        assertThat(heard)
                .containsExactly("disconnected " + List.of(BOB), "connected " + List.of(BOB));
    }

    @Test
    void usersOfAMovedSlotAreLostAndToBeAskedForAtItsNewMaster() {
        channels.take(halves());
        heard.clear();

        channels.take(Slots.of(slot -> slot == Slots.ofUser(ANNA) || slot >= HALF ? TWO : ONE));
        channels.subscribe(ANNA);

        assertThat(heard)
                .containsExactly("disconnected " + List.of(ANNA), "connected " + List.of(ANNA));
        assertThat(shard(ONE).asked).isEmpty();
        assertThat(shard(TWO).asked).containsExactly("subscribe " + ANNA);
    }

    @Test
    void wordOfAMasterThatHasLostTheSlotIsNotHeardButForEvents() {
        channels.take(halves());
        channels.take(Slots.of(_ -> TWO));
        heard.clear();

        FakeShard gone = shard(ONE);
        gone.ear().subscribed(ANNA);
        gone.ear().unsubscribed(ANNA);
        gone.ear().disconnected(_ -> true, 7);
        gone.ear().arrived(ANNA, new Unreadable("x"));
        shard(TWO).ear().subscribed(ANNA);

        assertThat(gone.closed).isTrue();
        assertThat(heard)
                .containsExactly("disconnected []", "arrived " + ANNA, "subscribed " + ANNA);
    }

    @Test
    void probeIsThatOfTheWorstMaster() {
        assertThat(channels.probe().isOpen()).isFalse();
        assertThat(channels.probe().isProven()).isFalse();

        channels.take(halves());
        assertThat(channels.probe().isOpen()).isTrue();
        assertThat(channels.probe().isProven()).isTrue();

        shard(TWO).age = Duration.ofSeconds(9);
        shard(TWO).proven = false;
        shard(ONE).open = false;
        channels.probe().tick();
        assertThat(channels.probe().age()).isEqualTo(Duration.ofSeconds(9));
        assertThat(channels.probe().isProven()).isFalse();
        assertThat(channels.probe().isOpen()).isFalse();
        assertThat(shard(ONE).ticks + shard(TWO).ticks).isEqualTo(2);
    }

    @Test
    void slotThatNobodyHasIsNotHeard() {
        channels.take(Slots.of(slot -> slot < HALF ? ONE : null));

        channels.subscribe(BOB);

        assertThat(channels.probe().isOpen()).isFalse();
        assertThat(shard(ONE).asked).isEmpty();
    }

    @Test
    void nothingIsToldOnceItIsClosed() {
        channels.take(halves());
        heard.clear();

        channels.close();
        channels.take(Slots.of(_ -> TWO));

        assertThat(heard).isEmpty();
        assertThat(shard(ONE).closed).isTrue();
        assertThat(shard(TWO).closed).isTrue();
    }
}
