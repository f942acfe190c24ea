package org.chatcluster.api.group.member;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
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
import jakarta.validation.Valid;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.web.Aliases;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Adding members to a group and removing them.
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class MemberController {
    private final Members members;
    private final Idempotency idempotency;

    MemberController(Members members, Idempotency idempotency) {
        this.members = members;
        this.idempotency = idempotency;
    }

    @Post("/api/v1/chats/{id}/members")
    @Operation(summary = "Add members to a group: any member may")
    @ApiResponse(
            responseCode = "200",
            description = "the chat with them",
            content = @Content(schema = @Schema(implementation = ChatView.class)))
    HttpResponse<?> add(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body @Valid AddMembers body) {
        String operation = "POST /api/v1/chats/" + id + "/members";
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, operation, body),
                        () -> new Outcome(200, members.add(caller.userId(), id, body.userIds()))));
    }

    @Delete(uris = {"/api/v1/chats/{id}/members/{userId}", Aliases.MEMBER})
    @Operation(
            summary = "Remove a member from a group, or leave it",
            description =
                    "The creator and the chat's admins may remove others, anyone may leave; the creator"
                            + " stays.")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> remove(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            long userId) {
        String operation = "DELETE /api/v1/chats/" + id + "/members/" + userId;
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, operation, ""),
                        () -> {
                            members.remove(caller.userId(), id, userId);
                            return new Outcome(204, null);
                        }));
    }
}
