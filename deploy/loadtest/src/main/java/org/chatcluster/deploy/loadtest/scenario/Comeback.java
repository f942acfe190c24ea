package org.chatcluster.deploy.loadtest.scenario;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.tally.Latencies;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.chatcluster.deploy.loadtest.traffic.Connector;
import org.chatcluster.deploy.loadtest.traffic.Lane;
import org.chatcluster.deploy.loadtest.traffic.LaneWatch;
import org.jspecify.annotations.Nullable;

/// One lane's sockets coming back after a storm. As soon as all members of a group are greeted one
/// of them sends a message to it, and again every quarter of a second until all have received one:
/// greeted must mean subscribed, so a first message that does not reach all counts as lost.
///
/// Belongs to the lane's event loop until its future is done.
final class Comeback implements LaneWatch {
    private static final long AGAIN_MILLIS = 250;
    private static final long MEASURED = TimeUnit.MINUTES.toNanos(2);

    private final Lane lane;
    private final Connector connector;
    private final long dropped;
    private final int[] absent;
    private final int[] deaf;
    private final BitSet heard = new BitSet();
    private final Latencies greeted = new Latencies();
    private final Latencies receiving = new Latencies();
    private final CompletableFuture<Comeback> all = new CompletableFuture<>();
    private long probes;
    private int retried;

    /// Takes when the sockets were dropped.
    Comeback(Lane lane, Connector connector, long dropped) {
        this.lane = lane;
        this.connector = connector;
        this.dropped = dropped;
        int members = share().population().members();
        this.absent = new int[share().chats()];
        this.deaf = new int[share().chats()];
        Arrays.fill(absent, members);
        Arrays.fill(deaf, members);
    }

    /// Begins to connect, and returns this once all receive.
    CompletableFuture<Comeback> begin() {
        lane.measure(new Window(dropped, dropped, dropped + MEASURED));
        var _ = connector.open().whenComplete(this::connected);
        if (share().users() == 0) {
            all.complete(this);
        }
        return all;
    }

    Latencies greeted() {
        return greeted;
    }

    Latencies receiving() {
        return receiving;
    }

    long probes() {
        return probes;
    }

    int retried() {
        return retried;
    }

    @Override
    public void hello(int user) {
        greeted.record(System.nanoTime() - dropped);
        int place = share().placeOfChat(user / share().population().members());
        absent[place]--;
        if (absent[place] == 0) {
            probe(place);
        }
        connector.hello(user);
    }

    @Override
    public void received(int user) {
        int place = share().placeOfUser(user);
        if (!heard.get(place)) {
            heard.set(place);
            receiving.record(System.nanoTime() - dropped);
            deaf[share().placeOfChat(user / share().population().members())]--;
            if (heard.cardinality() == share().users()) {
                all.complete(this);
            }
        }
    }

    @Override
    public void notOpened(int user, String reason) {
        connector.notOpened(user, reason);
    }

    private void probe(int place) {
        if (deaf[place] > 0 && !all.isDone()) {
            int member = (int) (probes % share().population().members());
            probes++;
            lane.send(share().chatAt(place), member, System.nanoTime());
            var _ =
                    share().loop()
                            .schedule(() -> probe(place), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void connected(@Nullable Integer failures, @Nullable Throwable failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        } else if (failures != null) {
            retried = failures;
        }
    }

    private Share share() {
        return lane.share();
    }
}
