package org.chatcluster.api.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
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
import org.chatcluster.api.account.OwnAccount;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.web.Aliases;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Editing users.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "admin")
class EditUserController {
    private final EditedUsers users;
    private final Idempotency idempotency;

    EditUserController(EditedUsers users, Idempotency idempotency) {
        this.users = users;
        this.idempotency = idempotency;
    }

    @Put(uris = {"/api/v1/users/{id}", Aliases.USER})
    @Operation(
            summary = "Edit any user",
            description = "Another role ends all of the user's logins.")
    @ApiResponse(
            responseCode = "200",
            description = "as it is now",
            content = @Content(schema = @Schema(implementation = OwnAccount.class)))
    HttpResponse<?> edit(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body @Valid EditUser body) {
        AdminOnly.require(caller);
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "PUT /api/v1/users/" + id, body),
                        () -> new Outcome(200, users.edit(caller, id, body.change()))));
    }
}
