package org.chatcluster.api.ticket;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// A ticket for one socket.
///
/// @param expiresIn seconds that it lives
@Serdeable(naming = SnakeCaseStrategy.class)
record Ticket(String ticket, long expiresIn) {
    @Override
    public String toString() {
        return "Ticket";
    }
}
