package org.chatcluster.api.message;

import io.micronaut.json.JsonMapper;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.Set;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.token.NotSignedIn;
import org.chatcluster.api.token.VerifiedTokens;
import org.chatcluster.common.command.SendBatch.Send;
import org.chatcluster.common.token.AccessClaims;

/// Reads the sends of a batch, with the checks that the framework makes for a call of its own.
/// Thread-safe; never blocks.
@Singleton
final class SendReader {
    private final VerifiedTokens tokens;
    private final JsonMapper json;
    private final Validator validator;
    private final Drafts drafts;

    SendReader(VerifiedTokens tokens, JsonMapper json, Validator validator, Drafts drafts) {
        this.tokens = tokens;
        this.json = json;
        this.validator = validator;
        this.drafts = drafts;
    }

    /// Returns what the bearer of the send's token asks to send.
    ///
    /// @throws NotSignedIn if the token is not to be trusted
    /// @throws IOException if the body is not JSON, or not of the right types
    /// @throws ConstraintViolationException if a value is not acceptable
    Draft read(Send send) throws IOException {
        AccessClaims caller = tokens.verify(send.token()).orElseThrow(NotSignedIn::new);
        SendMessage message = json.readValue(send.body(), SendMessage.class);
        if (message == null) {
            throw new InvalidInput("body", "is missing");
        }
        Set<ConstraintViolation<SendMessage>> violations = validator.validate(message);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return drafts.of(caller, IdempotencyKey.NONE, message);
    }
}
