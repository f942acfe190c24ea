package org.chatcluster.api.group.own;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Muting and pinning a chat.
@Controller("/api/v1/chats/{id}/me")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnChatController {
    private final OwnChats chats;
    private final Idempotency idempotency;

    OwnChatController(OwnChats chats, Idempotency idempotency) {
        this.chats = chats;
        this.idempotency = idempotency;
    }

    @Patch
    @Operation(summary = "Mute or pin a chat for oneself")
    @RequestBody(
            content = @Content(schema = @Schema(implementation = OwnChoice.Body.class)),
            required = true)
    @ApiResponse(
            responseCode = "200",
            description = "as it is now",
            content = @Content(schema = @Schema(implementation = ChatView.class)))
    HttpResponse<?> choose(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body JsonNode body) {
        OwnChoice choice = OwnChoice.of(body);
        String operation = "PATCH /api/v1/chats/" + id + "/me";
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, operation, body),
                        () -> new Outcome(200, chats.choose(caller.userId(), id, choice))));
    }
}
