package org.chatcluster.api.message;

import java.util.concurrent.CompletableFuture;

/// A draft that waits for its turn in a lane, and the answer that its sender waits for.
record PendingSend(Draft draft, long enqueuedNanos, CompletableFuture<byte[]> answer) {}
