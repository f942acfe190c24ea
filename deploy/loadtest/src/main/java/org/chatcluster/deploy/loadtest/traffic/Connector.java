package org.chatcluster.deploy.loadtest.traffic;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.socket.ChatSocket;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;

/// Opens all sockets of a lane, so many at a time, each until its `hello`. The members of a chat
/// are spread over the targets. Used once, on the lane's event loop.
public final class Connector implements LaneWatch {
    private static final int RETRY_MILLIS = 200;
    private static final int RETRIES_PER_HUNDRED = 20;
    private static final int FEWEST_RETRIES = 20;

    private final Lane lane;
    private final Transport transport;
    private final List<Target> targets;
    private final int atOnce;
    private final CompletableFuture<Integer> allOpen = new CompletableFuture<>();
    private int started;
    private int opened;
    private int failures;

    /// Takes how many sockets may be on their way at once.
    public Connector(Lane lane, Transport transport, List<Target> targets, int atOnce) {
        this.lane = lane;
        this.transport = transport;
        this.targets = targets;
        this.atOnce = atOnce;
    }

    /// Begins, and returns how many attempts failed in between, once all are open.
    public CompletableFuture<Integer> open() {
        int users = lane.share().users();
        if (users == 0) {
            allOpen.complete(0);
        }
        while (started < Math.min(atOnce, users)) {
            open(lane.share().userAt(started++));
        }
        return allOpen;
    }

    @Override
    public void hello(int user) {
        opened++;
        if (opened == lane.share().users()) {
            allOpen.complete(failures);
        } else if (started < lane.share().users()) {
            open(lane.share().userAt(started++));
        }
    }

    @Override
    public void received(int user) {
        // nothing to open for it
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
        } else if (!allOpen.isDone()) {
            var _ =
                    lane.share()
                            .loop()
                            .schedule(() -> open(user), RETRY_MILLIS, TimeUnit.MILLISECONDS);
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
