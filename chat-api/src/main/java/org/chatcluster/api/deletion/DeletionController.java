package org.chatcluster.api.deletion;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Deleting messages.
@Controller("/api/v1/messages/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeletionController {
    private final Deletions deletions;
    private final Idempotency idempotency;

    DeletionController(Deletions deletions, Idempotency idempotency) {
        this.deletions = deletions;
        this.idempotency = idempotency;
    }

    @Delete
    @Operation(
            summary = "Delete a message",
            description =
                    "For its author, the chat's admins and administrators. All members get"
                            + " `message.deleted`; what it said is gone, its place stays.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> delete(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id) {
        Call call = new Call(caller.userId(), key, "DELETE /api/v1/messages/" + id, Map.of());
        return Answers.of(
                idempotency.once(call, () -> new Outcome(200, deletions.delete(caller, id))));
    }
}
