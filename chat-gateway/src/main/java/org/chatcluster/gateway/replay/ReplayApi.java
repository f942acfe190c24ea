package org.chatcluster.gateway.replay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The API, as a node asks it for what its users missed.
public interface ReplayApi {
    /// Returns a page of what the bearers of these tokens are to know of and what was committed in
    /// the last `ageMillis` by the database's clock or somewhat before, as an
    /// [org.chatcluster.common.event.EventBatch] whose last entry is of type `SYNC_PAGE` with the
    /// body `{"after": <cursor or null>}`. Tokens that are not good are passed over. Fails if there
    /// is no such answer. Completes on any thread.
    ///
    /// @param tokens 1 to 500 access tokens
    /// @param ageMillis is asked whenever a node is, since each may keep one waiting
    /// @param after the cursor of the page before, or null for the first
    CompletionStage<byte[]> ask(
            List<String> tokens, LongSupplier ageMillis, @Nullable String after);
}
