package org.chatcluster.gateway.mini;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.token.Sealed;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.redis.Claims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the `client_id` for a text that came without one, so that what several sockets of one user
/// send at the same time is one message: the first socket's id is the others' too, and the API
/// takes the repeats out. Thread-safe.
///
/// What one socket sends twice is two messages, and without Redis nothing is taken for a repeat: to
/// lose a message is worse than to have it twice.
@Singleton
final class SentTexts {
    private static final Logger LOG = LoggerFactory.getLogger(SentTexts.class);

    private final Claims claims;
    private final Duration window;

    SentTexts(Claims claims, MiniConfig config) {
        this.claims = claims;
        this.window = config.dedupeWindow();
    }

    /// Returns the id under which that text is to be sent.
    ///
    /// @param requestId unlike that of any other call
    CompletionStage<String> clientId(Caller caller, long chatId, String text, String requestId) {
        if (window.isZero()) {
            return CompletableFuture.completedFuture(requestId);
        }
        String name = Sealed.digest(caller.userId() + "\n" + chatId + "\n" + text);
        String mine = caller.sessionId() + " " + requestId;
        return claims.claim(name, mine, window)
                .thenCompose(present -> chosen(name, mine, present))
                .thenApply(claim -> claim.substring(claim.indexOf(' ') + 1))
                .exceptionally(failure -> {
                    LOG.debug("text not compared cause={}", failure.toString());
                    return requestId;
                });
    }

    private CompletionStage<String> chosen(String name, String mine, Optional<String> present) {
        if (present.isEmpty()) {
            return CompletableFuture.completedFuture(mine);
        }
        String session = mine.substring(0, mine.indexOf(' ') + 1);
        return present.get().startsWith(session)
                ? claims.take(name, mine, window).thenApply(_ -> mine)
                : CompletableFuture.completedFuture(present.get());
    }
}
