package org.chatcluster.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import org.chatcluster.common.token.AccessClaims;
import org.chatcluster.common.token.Sealed;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Verifies the access token of a call. A signature is checked once: what was verified is kept by
/// the token's digest, and on each call its expiry is looked at and whether its family was revoked.
/// Refused tokens are not kept. Never blocks.
@Singleton
public final class VerifiedTokens implements TokenValidator<HttpRequest<?>> {
    private final Rs256Signature signature;
    private final RevokedTokens revoked;
    private final InstantSource clock;
    private final Cache<String, AccessClaims> verified;

    VerifiedTokens(
            Rs256Signature signature,
            RevokedTokens revoked,
            TokenConfig config,
            InstantSource clock) {
        this.signature = signature;
        this.revoked = revoked;
        this.clock = clock;
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(config.verifiedTokens())
                        .expireAfterWrite(config.accessLife())
                        .build();
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return Mono.justOrEmpty(verify(token).map(SignedIn::new));
    }

    /// Returns what the token says, or empty if it is not to be trusted, or not any more.
    public Optional<AccessClaims> verify(String token) {
        String digest = Sealed.digest(token);
        AccessClaims known = verified.getIfPresent(digest);
        if (known == null) {
            known = read(token).orElse(null);
            if (known != null) {
                verified.put(digest, known);
            }
        }
        return Optional.ofNullable(known)
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()))
                .filter(claims -> !revoked.contain(claims.family()));
    }

    private Optional<AccessClaims> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String subject = jwt.getJWTClaimsSet().getSubject();
            return subject != null && signature.verify(jwt)
                    ? AccessClaims.from(subject, jwt.getJWTClaimsSet().getClaims())
                    : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }
}
