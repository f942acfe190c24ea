package org.chatcluster.gateway.socket;

import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.token.Bearer;
import org.jspecify.annotations.Nullable;

/// Whose a session is, and for how long: until its token expires, unless it is renewed. For the
/// session's event loop alone.
///
/// Invariant: from `awaitHello` until `end` one timer runs: first for the `hello` to come, then for
/// the client to be warned, then for the token to expire. The user never changes.
final class Lease {
    private final Session session;
    private final Sessions sessions;
    private volatile Bearer bearer;
    private @Nullable ScheduledFuture<?> timer;
    private boolean ended;

    Lease(Session session, Sessions sessions, Bearer bearer) {
        this.session = session;
        this.sessions = sessions;
        this.bearer = bearer;
    }

    long userId() {
        return bearer.claims().userId();
    }

    /// Returns the token by which the session is there. Any thread may ask.
    String token() {
        return bearer.token();
    }

    String family() {
        return bearer.claims().family();
    }

    boolean isRevokedBy(RevokedFamilies revoked) {
        return revoked.families().contains(family());
    }

    /// Closes the session unless it begins in time.
    void awaitHello() {
        after(sessions.config().openTimeout(), () -> session.close(CloseCode.TRY_LATER));
    }

    /// Begins to watch the token's expiry.
    void begin() {
        Duration left = sessions.untilExpiry(bearer);
        Duration warning = sessions.config().expiryWarning();
        // A token that lives shorter than the warning would else be asked for again and again.
        Duration half = left.dividedBy(2);
        after(left.compareTo(warning.plus(half)) > 0 ? left.minus(warning) : half, this::warn);
    }

    private void warn() {
        Duration left = sessions.untilExpiry(bearer);
        after(left, () -> session.close(CloseCode.TOKEN_EXPIRED));
        if (!session.protocol().tellsNews()) {
            return;
        }
        String data = "{\"expires_in_ms\":%d}".formatted(Math.max(0, left.toMillis()));
        session.answer(
                EventFrame.around("session.expiring", data.getBytes(StandardCharsets.UTF_8)));
    }

    /// Takes a newer token, if it is good and the same user's, and returns how long it is good for.
    Optional<Duration> renew(String token) {
        if (token.equals(bearer.token())) {
            return Optional.of(sessions.untilExpiry(bearer));
        }
        Optional<Bearer> next =
                sessions.verify(token).filter(newer -> newer.claims().userId() == userId());
        next.ifPresent(newer -> {
            bearer = newer;
            begin();
        });
        return next.map(sessions::untilExpiry);
    }

    private void after(Duration delay, Runnable action) {
        cancel();
        if (!ended) {
            long millis = Math.max(0, delay.toMillis());
            timer = session.executor().schedule(action, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /// Watches no more.
    void end() {
        ended = true;
        cancel();
    }
}
