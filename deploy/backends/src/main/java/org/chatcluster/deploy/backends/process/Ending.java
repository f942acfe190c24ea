package org.chatcluster.deploy.backends.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.chatcluster.deploy.backends.process.Program.StopSignal;

/// How processes are ended: asked first, killed when they do not heed.
final class Ending {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private Ending() {}

    /// Returns once the process is gone.
    static void end(ProcessHandle process, StopSignal signal, Duration patience) {
        if (process.isAlive()) {
            ask(process, signal);
        }
        if (!isGoneWithin(process, patience)) {
            process.destroyForcibly();
            isGoneWithin(process, KILL_LIMIT);
        }
    }

    private static void ask(ProcessHandle process, StopSignal signal) {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
    }

    private static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A process that ended but was not reaped by its parent counts as gone: it has a pid, but no
    /// command any more.
    private static boolean isGoneWithin(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && process.info().command().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }
}
