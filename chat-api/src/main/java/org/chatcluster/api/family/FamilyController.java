package org.chatcluster.api.family;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;
import org.jspecify.annotations.Nullable;

/// Refresh and logout.
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class FamilyController {
    private final TokenFamilies families;
    private final Revocation revocation;
    private final Idempotency idempotency;

    FamilyController(TokenFamilies families, Revocation revocation, Idempotency idempotency) {
        this.families = families;
        this.revocation = revocation;
        this.idempotency = idempotency;
    }

    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Exchange a refresh token, once, for a new pair")
    @ApiResponse(
            responseCode = "200",
            description = "a new pair",
            content = @Content(schema = @Schema(implementation = TokenPair.class)))
    HttpResponse<?> refresh(
            @Valid @Body RefreshRequest request, @Parameter(hidden = true) IdempotencyKey key) {
        var call =
                new Idempotency.Call(
                        Idempotency.ANONYMOUS, key, "POST /api/v1/auth/refresh", request);
        try {
            return Answers.of(
                    idempotency.once(
                            call,
                            () -> new Outcome(200, families.refresh(request.refreshToken()))));
        } catch (RefreshTokenReused reused) {
            revocation.revoke(reused.userId(), reused.family());
            throw reused;
        }
    }

    @Post("/logout")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(summary = "End this login, or all of the user's, and close their sockets")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> logout(
            @Valid @Body @Nullable LogoutRequest body,
            @QueryValue(defaultValue = "false")
                    @Pattern(regexp = "true|false", message = "must be true or false")
                    String all,
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key) {
        LogoutRequest request = body == null ? new LogoutRequest(null) : body;
        var call =
                new Idempotency.Call(
                        caller.userId(), key, "POST /api/v1/auth/logout?all=" + all, request);
        return Answers.of(
                idempotency.once(
                        call,
                        () -> {
                            revoke(caller, request.refreshToken(), Boolean.parseBoolean(all));
                            return new Outcome(204, null);
                        }));
    }

    private void revoke(AccessClaims caller, @Nullable String refreshToken, boolean all) {
        if (all) {
            revocation.revokeAll(caller.userId());
        } else if (refreshToken == null) {
            revocation.revoke(caller.userId(), UUID.fromString(caller.family()));
        } else {
            revocation.revokeFamilyOf(caller.userId(), refreshToken);
        }
    }
}
