package org.chatcluster.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;

/// The token families whose access tokens this node refuses although they have not expired.
/// Thread-safe; never blocks.
///
/// Invariant: a family stays here for longer than any access token lives that was issued before it
/// was told of, so none is trusted again.
@Singleton
public final class RevokedTokens {
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Cache<String, Boolean> families;

    RevokedTokens(TokenConfig config) {
        families = Caffeine.newBuilder().expireAfterWrite(config.accessLife().plus(SLACK)).build();
    }

    /// Refuses the tokens of these families from now on.
    public void add(Collection<String> revoked) {
        revoked.forEach(family -> families.put(family, true));
    }

    /// Returns whether that family was revoked, as far as this node knows.
    boolean contain(String family) {
        return families.getIfPresent(family) != null;
    }
}
