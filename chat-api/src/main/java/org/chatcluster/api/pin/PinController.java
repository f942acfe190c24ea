package org.chatcluster.api.pin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Pinned messages.
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class PinController {
    private final Pins pins;
    private final Idempotency idempotency;

    PinController(Pins pins, Idempotency idempotency) {
        this.pins = pins;
        this.idempotency = idempotency;
    }

    @Put("/messages/{id}/pin")
    @Operation(
            summary = "Pin a message for all members",
            description =
                    "In a group for its creator and admins. All members get `message.updated`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> pin(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id) {
        return once(call(caller, key, "PUT", id), () -> pins.pin(caller.userId(), id));
    }

    @Delete("/messages/{id}/pin")
    @Operation(
            summary = "Unpin a message",
            description =
                    "In a group for its creator and admins. All members get `message.updated`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> unpin(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id) {
        return once(call(caller, key, "DELETE", id), () -> pins.unpin(caller.userId(), id));
    }

    @Get("/chats/{id}/pins")
    @Operation(summary = "A chat's pinned messages, the one that was pinned last first")
    List<Message> list(@Parameter(hidden = true) AccessClaims caller, long id) {
        return pins.of(caller.userId(), id);
    }

    private HttpResponse<?> once(Call call, Supplier<Message> action) {
        return Answers.of(idempotency.once(call, () -> new Outcome(200, action.get())));
    }

    private static Call call(AccessClaims caller, IdempotencyKey key, String verb, long id) {
        return new Call(caller.userId(), key, verb + " /api/v1/messages/" + id + "/pin", Map.of());
    }
}
