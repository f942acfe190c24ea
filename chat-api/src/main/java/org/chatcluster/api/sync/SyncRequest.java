package org.chatcluster.api.sync;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatcluster.api.refusal.InvalidInput;

/// The body of `POST /api/v1/sync`.
///
/// @param chats the chats that the caller knows, by id, and the last seq that they have of each;
///   none if absent
/// @param only whether chats that are not named are of no interest
/// @param joinedAfter what the last page said
/// @param limit changes on a page at most
@Serdeable(naming = SnakeCaseStrategy.class)
record SyncRequest(
        @Size(max = MAX_CHATS) Map<String, @Nullable Long> chats,
        @Nullable Boolean only,
        @Nullable @Min(0) Long joinedAfter,
        @Nullable @Min(1) @Max(500) Integer limit) {
    private static final int MAX_CHATS = 1_000;
    private static final int DEFAULT_LIMIT = 200;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    /// Returns the seqs by chat, in the order of the request.
    ///
    /// @throws InvalidInput if a name is not an id, or a seq is negative
    Map<Long, Long> seqs() {
        Map<Long, Long> seqs = new LinkedHashMap<>();
        chats.forEach((id, seq) -> {
            if (!ID.matcher(id).matches() || seq == null || seq < 0) {
                throw new InvalidInput("chats", "must be seqs of 0 and more by ids of chats");
            }
            seqs.put(Long.parseLong(id), seq);
        });
        return seqs;
    }

    int pageLimit() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    boolean namedOnly() {
        return only != null && only;
    }
}
