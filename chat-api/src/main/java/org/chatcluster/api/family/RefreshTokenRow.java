package org.chatcluster.api.family;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.chatcluster.api.token.Bearer;
import org.chatcluster.common.token.AccessClaims;

/// A refresh token with its family and the family's user.
@MappedEntity("refresh_tokens")
record RefreshTokenRow(
        @Id UUID familyId, long userId, UUID uuid, String role, boolean used, boolean blocked) {
    Bearer bearer() {
        return new Bearer(userId, uuid, AccessClaims.Role.of(role).orElseThrow());
    }
}
