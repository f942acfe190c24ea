package org.chatcluster.gateway.socket;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Set;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.gateway.clock.Ticking;
import org.chatcluster.gateway.revocation.RevocationConfig;
import org.chatcluster.gateway.revocation.Revocations;

/// What sends sessions away while the node lives on: that their family is revoked, or their age.
@Factory
final class Evictions {
    private static final long MOVE_WITHIN_MILLIS = 1_000;

    @Context
    @Named("revocations")
    @Bean(preDestroy = "close")
    Ticking revocations(Sessions sessions, Revocations revocations, RevocationConfig config) {
        revocations.closeWith(families -> revoke(sessions, families));
        return new Ticking("revocations", config.interval(), revocations::poll);
    }

    private static void revoke(Sessions sessions, Set<String> families) {
        sessions.forEach(session -> {
            if (families.contains(session.family())) {
                session.close(CloseCode.SESSION_REVOKED);
            }
        });
    }

    @Context
    @Named("age")
    @Requires(property = "chat.socket.max-age")
    @Bean(preDestroy = "close")
    Ticking age(Sessions sessions, ConnectConfig connects, DrainConfig drain) {
        Runnable tick =
                () ->
                        sessions.forEach(session -> {
                            if (isTooOld(session, connects.maxAge())) {
                                session.depart(MOVE_WITHIN_MILLIS, drain.grace());
                            }
                        });
        return new Ticking(
                "age", Duration.ofSeconds(1), connects.maxAge().isZero() ? () -> {} : tick);
    }

    /// The limit is 80 to 120 % of the setting, by the session's id, so that those who came
    /// together do not move together.
    private static boolean isTooOld(Session session, Duration maxAge) {
        int percent = 80 + Math.floorMod(session.sessionId().hashCode(), 41);
        return session.age().compareTo(maxAge.multipliedBy(percent).dividedBy(100)) > 0;
    }
}
