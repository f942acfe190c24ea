package org.chatcluster.api.group;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
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
import jakarta.validation.Valid;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Changing and deleting a chat, and roles in it.
@Controller("/api/v1/chats/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class GroupController {
    private final Groups groups;
    private final Deletion deletion;
    private final Idempotency idempotency;

    GroupController(Groups groups, Deletion deletion, Idempotency idempotency) {
        this.groups = groups;
        this.deletion = deletion;
        this.idempotency = idempotency;
    }

    @Patch
    @Operation(summary = "Rename a group: its creator and admins")
    @ApiResponse(
            responseCode = "200",
            description = "as it is now",
            content = @Content(schema = @Schema(implementation = ChatView.class)))
    HttpResponse<?> change(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body @Valid ChangeGroup body) {
        String title = body.title();
        if (title == null) {
            throw new InvalidInput("title", "must be given");
        }
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "PATCH /api/v1/chats/" + id, body),
                        () -> new Outcome(200, groups.rename(caller.userId(), id, title.strip()))));
    }

    @Delete
    @Operation(
            summary = "Delete a chat",
            description =
                    "A group's creator deletes it for all; another member leaves it; a direct chat is"
                            + " hidden from the caller until its next message.")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> delete(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id) {
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "DELETE /api/v1/chats/" + id, ""),
                        () -> {
                            deletion.delete(caller.userId(), id);
                            return new Outcome(204, null);
                        }));
    }

    @Put("/members/{userId}")
    @Operation(summary = "Give a member a role: the creator")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> giveRole(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            long userId,
            @Body @Valid GiveRole body) {
        String operation = "PUT /api/v1/chats/" + id + "/members/" + userId;
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, operation, body),
                        () -> {
                            groups.setRole(caller.userId(), id, userId, body.role());
                            return new Outcome(204, null);
                        }));
    }
}
