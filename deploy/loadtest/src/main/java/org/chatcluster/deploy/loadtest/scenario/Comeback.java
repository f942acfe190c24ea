package org.chatcluster.deploy.loadtest.scenario;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.command.ResumeText;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.tally.Latencies;
import org.chatcluster.deploy.loadtest.tally.Reached;
import org.chatcluster.deploy.loadtest.traffic.Connector;
import org.chatcluster.deploy.loadtest.traffic.Lane;
import org.chatcluster.deploy.loadtest.traffic.LaneWatch;
import org.jspecify.annotations.Nullable;

/// One lane's sockets coming back after a storm. Each resumes once it is greeted, and has resumed
/// when its `replay.done` has come; what was written before is to have come by then. As soon as all
/// members of a group are greeted one of them sends a message to it: greeted must mean subscribed,
/// so if it neither comes nor is replayed it counts as lost. Once all of them have resumed, another
/// follows every quarter of a second until all have received one.
///
/// Belongs to the lane's event loop until its future is done.
final class Comeback implements LaneWatch {
    private static final long AGAIN_MILLIS = 250;
    private static final int RESUME_AGAIN_MILLIS = 1_000;
    private static final int RESUME_JITTER_MILLIS = 2_000;

    private final Lane lane;
    private final Connector connector;
    private final Reached reached;
    private final long[] stored;
    private final long began;
    private final int[] absent;
    private final int[] behind;
    private final int[] deaf;
    private final BitSet replayed = new BitSet();
    private final BitSet heard = new BitSet();
    private final Latencies greeted = new Latencies();
    private final Latencies resumed = new Latencies();
    private final Latencies receiving = new Latencies();
    private final CompletableFuture<Comeback> all = new CompletableFuture<>();
    private long probes;
    private long lacking;
    private int retried;

    /// Takes the last seq that each chat had when the sockets began to come back, by its place, and
    /// when that was.
    Comeback(Lane lane, Connector connector, Reached reached, long[] stored, long began) {
        this.lane = lane;
        this.connector = connector;
        this.reached = reached;
        this.stored = stored;
        this.began = began;
        int members = share().population().members();
        this.absent = new int[share().chats()];
        this.behind = new int[share().chats()];
        this.deaf = new int[share().chats()];
        Arrays.fill(absent, members);
        Arrays.fill(behind, members);
        Arrays.fill(deaf, members);
    }

    /// Begins to connect, and returns this once all have resumed and receive.
    CompletableFuture<Comeback> begin() {
        var _ = connector.open().whenComplete(this::connected);
        if (share().users() == 0) {
            all.complete(this);
        }
        return all;
    }

    Latencies greeted() {
        return greeted;
    }

    /// Returns the times of those that had everything by then.
    Latencies resumed() {
        return resumed;
    }

    Latencies receiving() {
        return receiving;
    }

    long probes() {
        return probes;
    }

    /// Returns how many sockets were told that all is replayed, and lacked a message.
    long lacking() {
        return lacking;
    }

    long paced() {
        return connector.paced();
    }

    int retried() {
        return retried;
    }

    @Override
    public void hello(int user) {
        greeted.record(System.nanoTime() - began);
        resume(user);
        int chat = placeOfChat(user);
        absent[chat]--;
        if (absent[chat] == 0) {
            probe(chat);
        }
        connector.hello(user);
    }

    @Override
    public void received(int user, long seq) {
        int place = share().placeOfUser(user);
        int chat = placeOfChat(user);
        reached.received(place, seq);
        if (seq > stored[chat] && !heard.get(place)) {
            heard.set(place);
            receiving.record(System.nanoTime() - began);
            deaf[chat]--;
            finish();
        }
    }

    @Override
    public void replayed(int user) {
        int place = share().placeOfUser(user);
        if (!replayed.get(place)) {
            int chat = placeOfChat(user);
            replayed.set(place);
            behind[chat]--;
            if (reached.whole(place) >= stored[chat]) {
                resumed.record(System.nanoTime() - began);
            } else {
                lacking++;
            }
            finish();
        }
    }

    @Override
    public void toResume(int user) {
        int jitter = ThreadLocalRandom.current().nextInt(RESUME_JITTER_MILLIS);
        later(
                RESUME_AGAIN_MILLIS + jitter,
                () -> {
                    if (lane.isGreeted(user)) {
                        resume(user);
                    }
                });
    }

    @Override
    public void notOpened(int user, String reason) {
        connector.notOpened(user, reason);
    }

    @Override
    public void paced(int user, int seconds) {
        connector.paced(user, seconds);
    }

    private void resume(int user) {
        long chatId = share().population().chatId(user / share().population().members());
        byte[] text = ResumeText.from(chatId, reached.whole(share().placeOfUser(user)));
        lane.socket(user).send(text, text.length);
    }

    private void probe(int place) {
        int member = (int) (probes % share().population().members());
        probes++;
        lane.send(share().chatAt(place), member, System.nanoTime());
        later(AGAIN_MILLIS, () -> probeAgain(place));
    }

    private void probeAgain(int place) {
        if (deaf[place] == 0 || all.isDone()) {
            return;
        }
        if (behind[place] == 0) {
            probe(place);
        } else {
            later(AGAIN_MILLIS, () -> probeAgain(place));
        }
    }

    private void later(long millis, Runnable step) {
        var _ = share().loop().schedule(step, millis, TimeUnit.MILLISECONDS);
    }

    private void finish() {
        if (heard.cardinality() == share().users() && replayed.cardinality() == share().users()) {
            all.complete(this);
        }
    }

    private void connected(@Nullable Integer failures, @Nullable Throwable failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        } else if (failures != null) {
            retried = failures;
        }
    }

    private int placeOfChat(int user) {
        return share().placeOfChat(user / share().population().members());
    }

    private Share share() {
        return lane.share();
    }
}
