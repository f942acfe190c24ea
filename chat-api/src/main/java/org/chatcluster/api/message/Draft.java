package org.chatcluster.api.message;

import io.micronaut.json.tree.JsonNode;
import java.util.UUID;
import org.chatcluster.api.idempotency.Idempotency.Mark;
import org.jspecify.annotations.Nullable;

/// A checked message on its way into the database.
///
/// @param mark what the caller's `Idempotency-Key` makes of this call, or null without one
record Draft(
        long chatId,
        Author author,
        String type,
        String content,
        @Nullable JsonNode payload,
        @Nullable Long replyToId,
        @Nullable String clientId,
        @Nullable Mark mark) {

    @Override
    public String toString() {
        return "Draft[chatId=" + chatId + ", author=" + author.id + "]";
    }

    /// Who sends, from the verified token.
    record Author(long id, UUID uuid) {}

    /// Returns whether the two can't go into one statement, since one may be a repeat of the other.
    boolean mayRepeat(Draft other) {
        return author.id() == other.author.id()
                && ((clientId != null && clientId.equals(other.clientId))
                        || (mark != null
                                && other.mark != null
                                && mark.name().equals(other.mark.name())));
    }
}
