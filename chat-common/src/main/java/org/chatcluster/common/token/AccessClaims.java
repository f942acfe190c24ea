package org.chatcluster.common.token;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an access token says of its bearer.
///
/// @param userId claim `sub`, a positive number
/// @param uuid claim `uuid`
/// @param role claim `role`
/// @param family claim `fam`: the token family, that is the login that the token came from
/// @param expiresAt claim `exp`
public record AccessClaims(long userId, UUID uuid, Role role, String family, Instant expiresAt) {
    public static final String UUID_CLAIM = "uuid";
    public static final String ROLE_CLAIM = "role";
    public static final String FAMILY_CLAIM = "fam";

    /// What a user may do beyond their own chats.
    public enum Role {
        USER,
        ADMIN;

        /// Returns the role's name in tokens, in the database and on the wire.
        public String wireName() {
            return this == ADMIN ? "admin" : "user";
        }

        /// Returns the role of that name, or empty.
        public static Optional<Role> of(String wireName) {
            return switch (wireName) {
                case "user" -> Optional.of(USER);
                case "admin" -> Optional.of(ADMIN);
                default -> Optional.empty();
            };
        }
    }

    /// Takes the claims of a token whose signature and expiry are verified, and returns them typed,
    /// or empty if one is absent or malformed: then the token is as bad as an unsigned one.
    public static Optional<AccessClaims> from(String subject, Map<String, Object> claims) {
        try {
            long userId = Long.parseLong(subject);
            UUID uuid = UUID.fromString(text(claims, UUID_CLAIM));
            String family = text(claims, FAMILY_CLAIM);
            Instant expiresAt = instant(claims.get("exp"));
            return userId < 1
                    ? Optional.empty()
                    : Role.of(text(claims, ROLE_CLAIM))
                            .map(role -> new AccessClaims(userId, uuid, role, family, expiresAt));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException("claim " + name + " is absent");
    }

    private static Instant instant(@Nullable Object claim) {
        return switch (claim) {
            case Date date -> date.toInstant();
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> throw new IllegalArgumentException("claim exp is absent");
        };
    }
}
