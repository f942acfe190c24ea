package org.chatcluster.gateway.revocation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The API, as a node asks it for revoked families.
public interface RevocationApi {
    /// What the API tells.
    ///
    /// @param families the families that were revoked
    /// @param after the cursor to ask with the next time
    record Told(List<String> families, String after) {
        public Told {
            families = List.copyOf(families);
        }
    }

    /// Returns the families that were revoked since the answer with that cursor, and perhaps some
    /// that were told before; or, without a cursor, all whose access tokens may not have expired
    /// yet. Fails if there is no such answer. Completes on any thread.
    CompletionStage<Told> revoked(@Nullable String after);
}
