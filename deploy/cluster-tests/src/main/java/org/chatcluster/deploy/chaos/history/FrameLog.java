package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// The frames of a device, in both directions.
///
/// @param checked how many were held against the AsyncAPI document
/// @param faults what was wrong with them
public record FrameLog(long checked, List<String> faults) {
    public FrameLog {
        faults = List.copyOf(faults);
    }
}
