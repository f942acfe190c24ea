package org.chatcluster.api.message;

import java.util.concurrent.CompletableFuture;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.api.measure.Sample;
import org.jspecify.annotations.Nullable;

/// A draft that waits for its turn in a lane, and the answer that its sender waits for.
///
/// @param sample if it is one of the few whose way is timed
record PendingSend(
        Draft draft,
        long enqueuedNanos,
        CompletableFuture<byte[]> answer,
        CallId call,
        @Nullable Sample sample) {}
