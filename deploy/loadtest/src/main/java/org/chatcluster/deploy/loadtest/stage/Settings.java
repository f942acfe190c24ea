package org.chatcluster.deploy.loadtest.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What all scenarios are told.
///
/// @param wiring how the generator itself is set up
/// @param warmUp how long traffic runs, or sockets rest, before anything is measured
/// @param measured how long is measured
/// @param patience how long to wait for stragglers before they count as lost
/// @param profile where recordings of the Java servers go, if wanted
public record Settings(
        Wiring wiring,
        Duration warmUp,
        Duration measured,
        Duration patience,
        Optional<Path> profile) {
    /// How the generator itself is set up.
    ///
    /// @param throughBalancer whether all connections go to the balancer instead of being spread
    ///   over gateways and API nodes
    /// @param loops event loops, each one thread
    /// @param contentBytes length of a message's content
    /// @param atOnce how many sockets may be opening at once
    public record Wiring(boolean throughBalancer, int loops, int contentBytes, int atOnce) {}
}
