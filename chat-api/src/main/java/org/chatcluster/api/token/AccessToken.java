package org.chatcluster.api.token;

/// A signed access token.
///
/// @param expiresIn seconds that it lives
public record AccessToken(String text, long expiresIn) {
    @Override
    public String toString() {
        return "AccessToken[expiresIn=" + expiresIn + "]";
    }
}
