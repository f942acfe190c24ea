package org.chatcluster.deploy.loadtest.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.socket.ChatSocket;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;

/// Opens all sockets of a lane, so many at a time, each until its `hello`. The members of a chat
/// are spread over the targets. A socket that the server asks to come later does so, up to half a
/// second after its time, and lets others go first. Used once, on the lane's event loop.
public final class Connector implements LaneWatch {
    private static final int RETRY_MILLIS = 200;
    private static final int RETRIES_PER_HUNDRED = 20;
    private static final int FEWEST_RETRIES = 20;
    private static final int JITTER_MILLIS = 500;

    private final Lane lane;
    private final Transport transport;
    private final List<Target> targets;
    private final int atOnce;
    private final Deque<Integer> again = new ArrayDeque<>();
    private final CompletableFuture<Integer> allOpen = new CompletableFuture<>();
    private int started;
    private int opening;
    private int opened;
    private int failures;
    private long paced;

    /// Takes how many sockets may be on their way at once.
    public Connector(Lane lane, Transport transport, List<Target> targets, int atOnce) {
        this.lane = lane;
        this.transport = transport;
        this.targets = targets;
        this.atOnce = atOnce;
    }

    /// Begins, and returns how many attempts failed in between, once all are open.
    public CompletableFuture<Integer> open() {
        if (lane.share().users() == 0) {
            allOpen.complete(0);
        }
        openMore();
        return allOpen;
    }

    /// Returns how often the server asked to come later.
    public long paced() {
        return paced;
    }

    @Override
    public void hello(int user) {
        opened++;
        opening--;
        if (opened == lane.share().users()) {
            allOpen.complete(failures);
        }
        openMore();
    }

    @Override
    public void paced(int user, int seconds) {
        paced++;
        opening--;
        long jitter = ThreadLocalRandom.current().nextInt(JITTER_MILLIS);
        later(
                TimeUnit.SECONDS.toMillis(seconds) + jitter,
                () -> {
                    again.add(user);
                    openMore();
                });
        openMore();
    }

    @Override
    public void notOpened(int user, String reason) {
        failures++;
        int retries = Math.max(FEWEST_RETRIES, lane.share().users() * RETRIES_PER_HUNDRED / 100);
        if (failures > retries) {
            allOpen.completeExceptionally(
                    new IllegalStateException(
                            "%d sockets could not be opened, the last: %s"
                                    .formatted(failures, reason)));
        } else {
            later(RETRY_MILLIS, () -> open(user));
        }
    }

    private void later(long millis, Runnable step) {
        var _ =
                lane.share()
                        .loop()
                        .schedule(
                                () -> {
                                    if (!allOpen.isDone()) {
                                        step.run();
                                    }
                                },
                                millis,
                                TimeUnit.MILLISECONDS);
    }

    private void openMore() {
        while (opening < atOnce && (!again.isEmpty() || started < lane.share().users())) {
            opening++;
            Integer waited = again.poll();
            open(waited == null ? lane.share().userAt(started++) : waited);
        }
    }

    private void open(int user) {
        Target target = targets.get(user % targets.size());
        String token = lane.share().population().token(user);
        ChatSocket socket = new ChatSocket(user, token, target, lane);
        lane.put(socket);
        socket.open(transport, lane.share().loop(), target);
    }
}
