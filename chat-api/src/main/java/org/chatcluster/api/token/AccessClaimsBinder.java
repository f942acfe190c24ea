package org.chatcluster.api.token;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.chatcluster.common.token.AccessClaims;

/// Hands controllers the verified [AccessClaims] of the caller; empty on a call without a token.
@Singleton
final class AccessClaimsBinder implements TypedRequestArgumentBinder<AccessClaims> {
    @Override
    public Argument<AccessClaims> argumentType() {
        return Argument.of(AccessClaims.class);
    }

    @Override
    public BindingResult<AccessClaims> bind(
            ArgumentConversionContext<AccessClaims> context, HttpRequest<?> request) {
        Optional<AccessClaims> claims =
                request.getUserPrincipal(SignedIn.class).map(SignedIn::claims);
        return () -> claims;
    }
}
