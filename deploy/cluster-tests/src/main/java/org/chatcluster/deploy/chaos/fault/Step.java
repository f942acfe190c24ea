package org.chatcluster.deploy.chaos.fault;

import java.time.Duration;
import java.util.List;

/// What goes wrong at the same time, and the quiet after it.
public record Step(List<Planned> faults, Duration gap) {
    public Step {
        faults = List.copyOf(faults);
    }

    /// One fault.
    ///
    /// @param target of how many there may be: a number from 0 on, to be taken modulo that many
    /// @param delay after the beginning of the step
    /// @param hold how long the part is paused or away
    public record Planned(FaultKind kind, int target, Duration delay, Duration hold) {}
}
