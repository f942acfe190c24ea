package org.chatcluster.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.micronaut.security.token.jwt.signature.jwks.JwkValidator;
import io.micronaut.security.token.jwt.signature.jwks.StaticJwksSignature;
import io.micronaut.security.token.jwt.validator.JsonWebTokenParser;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chatcluster.common.token.AccessClaims;

/// Decides whether an access token is good: RS256, signed by the key of the file that its `kid`
/// names, not expired, all claims there. No network, no blocking: some 100 µs of CPU, so it may run
/// on an event loop. Thread-safe. Made at the start, so that a bad key file stops it.
@Context
public final class TokenVerifier {
    private static final int LONGEST_TOKEN = 4096;

    /// Base64url and dots (RFC 7515 section 3.1); parsers overlook other characters, headers do
    /// not.
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_.-]+");

    private final JsonWebTokenParser<JWT> parser;
    private final SignatureConfiguration keys;
    private final Clock clock;

    TokenVerifier(
            TokenConfig config,
            JsonWebTokenParser<JWT> parser,
            ResourceResolver resources,
            JwkValidator validator,
            Clock clock) {
        this.parser = parser;
        this.clock = clock;
        this.keys =
                new StaticJwksSignature(
                        () -> "file:" + config.verificationKeys(), resources, validator);
    }

    /// Returns the token with its claims, or empty if it is not good, for whatever reason.
    public Optional<Bearer> verify(String token) {
        if (token.length() > LONGEST_TOKEN || !COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        return parser.parse(token)
                .filter(SignedJWT.class::isInstance)
                .map(SignedJWT.class::cast)
                .filter(this::isSignedByKnownKey)
                .flatMap(TokenVerifier::claims)
                .filter(claims -> claims.expiresAt().isAfter(clock.instant()))
                .map(claims -> new Bearer(token, claims));
    }

    private boolean isSignedByKnownKey(SignedJWT jwt) {
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                || jwt.getHeader().getKeyID() == null) {
            return false;
        }
        try {
            return keys.verify(jwt);
        } catch (JOSEException _) {
            return false;
        }
    }

    private static Optional<AccessClaims> claims(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return claims == null || claims.getSubject() == null
                    ? Optional.empty()
                    : AccessClaims.from(claims.getSubject(), claims.getClaims());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
