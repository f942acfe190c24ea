package org.chatcluster.deploy.client.stream;

import java.time.Duration;

/// How long a client waits for what.
///
/// @param hole how long a seq may be missing
/// @param answer how long nothing may come while an answer to `resume` is awaited
/// @param pong how long an answer to `ping` may take
public record Timing(Duration hole, Duration answer, Duration pong) {
    /// What `docs/protocol.md` asks for.
    public static final Timing CONTRACT =
            new Timing(Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(10));
}
