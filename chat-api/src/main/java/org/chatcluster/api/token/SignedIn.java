package org.chatcluster.api.token;

import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.chatcluster.common.token.AccessClaims;

/// A call's verified claims, as the framework's security rules see them.
record SignedIn(AccessClaims claims) implements Authentication {
    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return Long.toString(claims.userId());
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(claims.role().wireName());
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
