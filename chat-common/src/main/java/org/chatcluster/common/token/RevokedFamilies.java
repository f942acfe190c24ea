package org.chatcluster.common.token;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The payload of [org.chatcluster.common.event.EventType#SESSIONS_REVOKED]: the token families of
/// one user whose sockets every gateway closes with 4001.
@Serdeable
public record RevokedFamilies(List<String> families) {
    public RevokedFamilies {
        families = List.copyOf(families);
    }
}
