package org.chatcluster.deploy.chaos.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.client.wire.ConnectRefused;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;
import org.chatcluster.deploy.client.wire.Wires;

/// Tries a revoked token.
record TokenTrial(Wires wires, String token) {
    private static final int TRIES = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 2;

    /// Returns whether sockets are still opened with it, and stay open, after about ten seconds.
    boolean isTakenForLong() throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Thread.sleep(PAUSE);
            if (!isTaken()) {
                return false;
            }
        }
        return true;
    }

    private boolean isTaken() {
        Watch watch = new Watch();
        try {
            Wire wire = wires.open(token, watch);
            boolean closed =
                    watch.closed
                            .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join();
            wire.abort();
            return !closed && watch.greeted;
        } catch (ConnectRefused _) {
            return false;
        }
    }

    private static final class Watch implements Receiver {
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        private volatile boolean greeted;

        @Override
        public void text(String frame) {
            greeted = true;
        }

        @Override
        public void sign() {}

        @Override
        public void closed(int code) {
            closed.complete(true);
        }
    }
}
