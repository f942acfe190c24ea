package org.chatcluster.gateway.resume;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The pages of what changed, as the API gives them.
public interface Pages {
    /// Asks for the page after that point, as it is now: what was committed before the call is in
    /// it or in a later one. Fails when the API refuses or does not answer. Completes on any
    /// thread.
    ///
    /// @param joinedAfter [Page#joinedAfter()] of the page before, and null for the first one
    CompletionStage<Page> next(ResumePoint point, @Nullable Long joinedAfter);

    /// Hears that the page asked for last is taken, or that nobody waits for it any more.
    void taken();
}
