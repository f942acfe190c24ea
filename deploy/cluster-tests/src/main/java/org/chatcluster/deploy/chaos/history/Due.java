package org.chatcluster.deploy.chaos.history;

import java.util.HashSet;
import java.util.Set;
import org.chatcluster.deploy.chaos.fault.FaultKind;

/// What a run of its length must have come to.
///
/// @param kinds of faults that must have been done
/// @param departures whether somebody must have been removed who had long been connected
public record Due(Set<FaultKind> kinds, boolean departures) {
    public Due {
        kinds = Set.copyOf(kinds);
    }

    /// Returns the same with more kinds.
    public Due and(Set<FaultKind> planned) {
        Set<FaultKind> all = new HashSet<>(kinds);
        all.addAll(planned);
        return new Due(all, departures);
    }
}
