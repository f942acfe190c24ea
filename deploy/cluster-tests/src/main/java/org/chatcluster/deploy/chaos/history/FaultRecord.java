package org.chatcluster.deploy.chaos.history;

import org.chatcluster.deploy.chaos.fault.FaultKind;

/// A fault that was done.
///
/// @param target the part or the devices, by name
/// @param end when its cause was gone; see [FaultKind]
public record FaultRecord(FaultKind kind, String target, long begin, long end) {}
