package org.chatcluster.api.idempotency;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/// A row of `idempotency_keys`.
///
/// @param fingerprint digest of the whole call
/// @param status null for a send, which is remembered by its place
/// @param answer the sealed body in Base64; null like the status
@MappedEntity("idempotency_keys")
record RememberedCall(
        @Id String keyDigest,
        long userId,
        String fingerprint,
        @Nullable Integer status,
        @Nullable String answer) {}
