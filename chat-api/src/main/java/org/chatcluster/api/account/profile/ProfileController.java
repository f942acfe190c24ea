package org.chatcluster.api.account.profile;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.chatcluster.api.account.OwnAccount;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.input.Text;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// One's own profile, and finding people.
@Controller("/api/v1/users")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "users")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProfileController {
    private static final int MAX_USERS = 100;

    private final Profiles profiles;
    private final Idempotency idempotency;

    ProfileController(Profiles profiles, Idempotency idempotency) {
        this.profiles = profiles;
        this.idempotency = idempotency;
    }

    @Get
    @Operation(summary = "Users whose name or tag begins with a text, in any case, by id")
    HttpResponse<List<UserView>> find(
            @Parameter(hidden = true) AccessClaims caller,
            @Text(max = 100) @QueryValue String query,
            @Min(0) @QueryValue(defaultValue = "0") long after,
            @Min(1) @Max(MAX_USERS) @QueryValue(defaultValue = "20") int limit) {
        List<UserView> users = profiles.find(caller, query, after, limit);
        var response = HttpResponse.ok(users);
        if (users.size() < limit) {
            return response;
        }
        URI next =
                UriBuilder.of("/api/v1/users")
                        .queryParam("query", query)
                        .queryParam("limit", limit)
                        .queryParam("after", users.getLast().id())
                        .build();
        return response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }

    @Patch("/me")
    @Operation(summary = "Change one's own name or tag")
    @ApiResponse(
            responseCode = "200",
            description = "as it is now",
            content = @Content(schema = @Schema(implementation = OwnAccount.class)))
    HttpResponse<?> change(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            @Body @Valid ChangeProfile body) {
        ProfileChange change = body.change();
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "PATCH /api/v1/users/me", body),
                        () -> new Outcome(200, profiles.change(caller.userId(), change))));
    }
}
