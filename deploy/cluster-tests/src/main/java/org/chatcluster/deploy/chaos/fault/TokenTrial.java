package org.chatcluster.deploy.chaos.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.client.wire.ConnectRefused;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;
import org.chatcluster.deploy.client.wire.Wires;

/// Tries a revoked token. A connection that is not made, or ends in another way than by the token,
/// says nothing of it, and is tried again.
///
/// @param pause before each try
/// @param patience with a socket that is to be closed
record TokenTrial(Wires wires, String token, Duration pause, Duration patience) {
    private static final int MOST_TAKEN = 8;
    private static final int MOST_TRIES = 40;
    private static final int POLICY = 1008;
    private static final int REVOKED = 4001;
    private static final int STAYS_OPEN = 0;

    /// Returns whether a socket was closed because of the token, before too many stayed open.
    boolean isRefused() throws InterruptedException {
        int taken = 0;
        for (int i = 0; i < MOST_TRIES && taken < MOST_TAKEN; i++) {
            Thread.sleep(pause);
            Watch watch = new Watch();
            try {
                Wire wire = wires.open(token, watch);
                int code = watch.code();
                wire.abort();
                if (code == POLICY || code == REVOKED) {
                    return true;
                }
                taken += code == STAYS_OPEN && watch.greeted ? 1 : 0;
            } catch (ConnectRefused _) {
                continue;
            }
        }
        return false;
    }

    private final class Watch implements Receiver {
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private volatile boolean greeted;

        int code() {
            return closed.completeOnTimeout(STAYS_OPEN, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }

        @Override
        public void text(String frame) {
            greeted = true;
        }

        @Override
        public void sign() {}

        @Override
        public void closed(int code) {
            closed.complete(code);
        }
    }
}
