package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// What was done to the cluster.
///
/// @param behind how often a socket was told that events for it were dropped
/// @param patience microseconds after which a thing that is to happen at once counts as not
///   happened
public record Disturbance(
        List<FaultRecord> faults,
        List<Revocation> revocations,
        Due due,
        long behind,
        long patience) {
    public Disturbance {
        faults = List.copyOf(faults);
        revocations = List.copyOf(revocations);
    }
}
