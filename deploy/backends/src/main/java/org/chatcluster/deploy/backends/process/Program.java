package org.chatcluster.deploy.backends.process;

import java.util.List;
import java.util.Map;

/// One program to run: what to start, how to see that it serves, and how it is asked to stop.
///
/// @param name names its log and pid file
/// @param environment added to the environment of this process, of which the program gets all but
///   the `CHAT_*` variables: whoever starts it says which of these it is given
public record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        StopSignal stopSignal) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// Whether a started program serves yet. Asked again and again from one thread until it says
    /// so; an answer takes no longer than a few seconds.
    @FunctionalInterface
    public interface Readiness {
        /// Returns whether the program with that pid serves now.
        boolean isReady(long pid);
    }

    /// The signal that makes a program stop in good order.
    public enum StopSignal {
        TERM,

        /// PostgreSQL's "fast shutdown"; on TERM it would wait until its last client goes.
        INT
    }
}
