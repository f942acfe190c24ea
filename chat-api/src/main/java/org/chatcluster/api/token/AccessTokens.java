package org.chatcluster.api.token;

import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chatcluster.common.token.AccessClaims;

/// Signs access tokens.
@Singleton
public final class AccessTokens {
    private final TokenGenerator generator;
    private final TokenConfig config;
    private final InstantSource clock;

    AccessTokens(TokenGenerator generator, TokenConfig config, InstantSource clock) {
        this.generator = generator;
        this.config = config;
        this.clock = clock;
    }

    /// Returns a new token for that person, as a member of that token family.
    public AccessToken issue(Bearer bearer, UUID family) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", Long.toString(bearer.userId()));
        claims.put(AccessClaims.UUID_CLAIM, bearer.uuid().toString());
        claims.put(AccessClaims.ROLE_CLAIM, bearer.role().wireName());
        claims.put(AccessClaims.FAMILY_CLAIM, family.toString());
        claims.put("iat", Date.from(now));
        claims.put("exp", Date.from(now.plus(config.accessLife())));
        String text =
                generator
                        .generateToken(claims)
                        .orElseThrow(
                                () -> new IllegalStateException("an access token can't be signed"));
        return new AccessToken(text, config.accessLife().toSeconds());
    }
}
