package org.chatcluster.deploy.standalone.supervise;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.chatcluster.deploy.standalone.cluster.Cluster;

/// Starts parts of a cluster again that died, and says so in one line each. All its work is done on
/// threads of its own; what it knows of a part is guarded by this.
///
/// Invariant: at most one revival of a part is due or on its way up. Who reports a death while one
/// is due is not heard, and a part has no death to report until it serves.
final class KeepAlive implements AutoCloseable {
    private static final int SIGNAL_BASE = 128;

    /// As many parts as can be on their way up at the same time.
    private static final int THREADS = 4;

    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().name("keep-alive").daemon().factory());
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final Set<String> awaitingRevival = new HashSet<>();
    private final Map<String, Long> births = new HashMap<>();
    private final Cluster cluster;
    private final Consumer<String> say;
    private final LongSupplier nanoTime;
    private final long begin;

    private KeepAlive(Cluster cluster, Consumer<String> say, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.say = say;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /// Returns what keeps that cluster alive until it is closed.
    static KeepAlive of(Cluster cluster, Consumer<String> say) {
        KeepAlive keepAlive = new KeepAlive(cluster, say, System::nanoTime);
        cluster.onDeath((name, code) -> keepAlive.died(name, "died " + cause(code)));
        return keepAlive;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// Returns an exit code in words.
    static String cause(int exitCode) {
        return exitCode > SIGNAL_BASE
                ? "by signal " + (exitCode - SIGNAL_BASE)
                : "with exit code " + exitCode;
    }

    private synchronized void died(String name, String how) {
        if (timer.isShutdown() || !awaitingRevival.add(name)) {
            return;
        }
        long life = nanoTime.getAsLong() - births.getOrDefault(name, begin);
        Duration wait =
                backoffs.computeIfAbsent(name, _ -> new Backoff()).after(Duration.ofNanos(life));
        say.accept(
                "%s %s, starting it again in %.1f s".formatted(name, how, wait.toMillis() / 1e3));
        var _ = timer.schedule(() -> revive(name), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The top of a thread of the timer's: whatever went wrong, it is said and tried again, which
    /// stops first what the last try left.
    private void revive(String name) {
        synchronized (this) {
            awaitingRevival.remove(name);
            births.put(name, nanoTime.getAsLong());
        }
        try {
            cluster.startAgain(name);
        } catch (RuntimeException failed) {
            String why = failed instanceof StartFailed ? failed.getMessage() : failed.toString();
            died(name, "did not come back: " + why);
        }
    }
}
