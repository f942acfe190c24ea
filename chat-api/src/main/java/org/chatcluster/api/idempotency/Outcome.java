package org.chatcluster.api.idempotency;

import org.jspecify.annotations.Nullable;

/// What an action came to.
///
/// @param status the HTTP status of the answer
/// @param body what is written as JSON, or null for an answer without a body
public record Outcome(int status, @Nullable Object body) {}
