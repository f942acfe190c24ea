package org.chatcluster.api.measure;

import org.jspecify.annotations.Nullable;

/// By what a call can be found again: its id, and the trace that its caller says it is part of.
///
/// @param traceparent as the caller gave it, not checked; null if none
public record CallId(String request, @Nullable String traceparent) {}
