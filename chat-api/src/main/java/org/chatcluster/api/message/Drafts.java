package org.chatcluster.api.message;

import jakarta.inject.Singleton;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.message.Draft.Author;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.token.AccessClaims;

/// Makes drafts of bodies that fit their annotations, and checks what annotations can't say. Never
/// blocks.
@Singleton
final class Drafts {
    private final MessageJson json;
    private final Idempotency idempotency;

    Drafts(MessageJson json, Idempotency idempotency) {
        this.json = json;
        this.idempotency = idempotency;
    }

    /// Returns what that caller asks to send.
    ///
    /// @throws InvalidInput if the payload is too deep or too long
    Draft of(AccessClaims caller, IdempotencyKey key, SendMessage body) {
        if (PayloadDepth.isBeyond(SendMessage.MAX_PAYLOAD_DEPTH, body.payload())) {
            throw new InvalidInput("payload", "must be nested at most 32 deep");
        }
        String payload = json.encode(body.payload());
        if (payload != null && payload.length() > SendMessage.MAX_PAYLOAD) {
            throw new InvalidInput("payload", "must be at most 16384 characters of JSON");
        }
        return new Draft(
                body.chatId(),
                new Author(caller.userId(), caller.uuid()),
                body.type() == null ? "text" : body.type(),
                body.content(),
                body.payload(),
                body.replyToId(),
                body.clientId(),
                idempotency
                        .mark(new Call(caller.userId(), key, "POST /api/v1/messages", body))
                        .orElse(null));
    }
}
