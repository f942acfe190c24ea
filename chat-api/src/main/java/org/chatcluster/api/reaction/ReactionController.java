package org.chatcluster.api.reaction;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
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
import java.util.function.Supplier;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// One's reactions to messages.
@Controller("/api/v1/messages/{id}/reactions/{emoji}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReactionController {
    private final Reactions reactions;
    private final Idempotency idempotency;

    ReactionController(Reactions reactions, Idempotency idempotency) {
        this.reactions = reactions;
        this.idempotency = idempotency;
    }

    @Put
    @Operation(summary = "React to a message", description = "All members get `message.updated`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> add(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            String emoji) {
        Emoji reaction = new Emoji(emoji);
        return once(
                call(caller, key, "PUT", id, reaction),
                () -> reactions.add(caller.userId(), id, reaction));
    }

    @Delete
    @Operation(
            summary = "Take one's reaction away",
            description = "All members get `message.updated`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> remove(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            String emoji) {
        Emoji reaction = new Emoji(emoji);
        return once(
                call(caller, key, "DELETE", id, reaction),
                () -> reactions.remove(caller.userId(), id, reaction));
    }

    private HttpResponse<?> once(Call call, Supplier<Message> action) {
        return Answers.of(idempotency.once(call, () -> new Outcome(200, action.get())));
    }

    private static Call call(
            AccessClaims caller, IdempotencyKey key, String verb, long id, Emoji emoji) {
        return new Call(
                caller.userId(),
                key,
                verb + " /api/v1/messages/" + id + "/reactions/" + emoji.text(),
                Map.of());
    }
}
