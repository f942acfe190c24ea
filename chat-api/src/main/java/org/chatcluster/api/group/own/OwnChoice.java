package org.chatcluster.api.group.own;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.chatcluster.api.refusal.InvalidInput;
import org.jspecify.annotations.Nullable;

/// The body of `PATCH /api/v1/chats/{id}/me`; what is absent stays, so an absent `muted_until` is
/// another thing than null.
///
/// @param mutes whether `muted_until` is there
/// @param mutedUntil until when to mute; null to end it
/// @param pinned whether to pin or unpin; null to leave it
record OwnChoice(boolean mutes, @Nullable Instant mutedUntil, @Nullable Boolean pinned) {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /// @throws InvalidInput if a value is not acceptable, or there is none
    static OwnChoice of(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidInput("body", "must be an object");
        }
        JsonNode until = body.get("muted_until");
        JsonNode pinned = body.get("pinned");
        if (until == null && pinned == null) {
            throw new InvalidInput("muted_until", "one of muted_until and pinned must be given");
        }
        return new OwnChoice(
                until != null,
                until == null || until.isNull() ? null : time(until),
                pinned == null ? null : yesOrNo(pinned));
    }

    private static Instant time(JsonNode value) {
        try {
            if (value.isString()) {
                Instant time = OffsetDateTime.parse(value.getStringValue()).toInstant();
                if (time.isAfter(Instant.EPOCH) && !time.isAfter(LAST)) {
                    return time.truncatedTo(ChronoUnit.MICROS);
                }
            }
        } catch (DateTimeParseException _) {
            throw noTime();
        }
        throw noTime();
    }

    private static InvalidInput noTime() {
        return new InvalidInput(
                "muted_until", "must be a time such as 2026-01-31T12:00:00Z, or null");
    }

    private static boolean yesOrNo(JsonNode value) {
        if (!value.isBoolean()) {
            throw new InvalidInput("pinned", "must be true or false");
        }
        return value.getBooleanValue();
    }

    /// The body for those who read the contract.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Body(@Nullable Instant mutedUntil, @Nullable Boolean pinned) {}
}
