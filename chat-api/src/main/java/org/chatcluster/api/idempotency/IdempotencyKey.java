package org.chatcluster.api.idempotency;

import org.jspecify.annotations.Nullable;

/// The `Idempotency-Key` of a call, or that it has none. Controllers take it as a parameter.
///
/// @param text 1 to 200 visible ASCII characters, or null
public record IdempotencyKey(@Nullable String text) {
    /// The name of the header.
    public static final String HEADER = "Idempotency-Key";

    /// No key: the call is made as often as it comes.
    public static final IdempotencyKey NONE = new IdempotencyKey(null);

    private static final int MAX_LENGTH = 200;

    public IdempotencyKey {
        if (text != null
                && (text.isEmpty()
                        || text.length() > MAX_LENGTH
                        || text.chars().anyMatch(c -> c <= ' ' || c > '~'))) {
            throw new IdempotencyKeyMalformed();
        }
    }

    @Override
    public String toString() {
        return "IdempotencyKey[" + (text == null ? "none" : "given") + "]";
    }
}
