package org.chatcluster.api.forward;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.LinkedHashSet;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Forwarding messages.
@Controller("/api/v1/messages/{id}/forward")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class ForwardController {
    private final Forwards forwards;
    private final Idempotency idempotency;

    ForwardController(Forwards forwards, Idempotency idempotency) {
        this.forwards = forwards;
        this.idempotency = idempotency;
    }

    @Post
    @Operation(
            summary = "Forward a message into other chats of the caller's",
            description = "Into all of them or, if it is refused, into none.")
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            array = @ArraySchema(schema = @Schema(implementation = Message.class))))
    HttpResponse<?> forward(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body @Valid ForwardMessage body) {
        Call call =
                new Call(caller.userId(), key, "POST /api/v1/messages/" + id + "/forward", body);
        return Answers.of(
                idempotency.once(
                        call,
                        () ->
                                new Outcome(
                                        201,
                                        forwards.forward(
                                                caller.userId(),
                                                id,
                                                new LinkedHashSet<>(body.chatIds())))));
    }
}
