package org.chatcluster.api.account;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.token.AccessClaims;

/// One's own account, and finding others.
@Controller("/api/v1/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "users")
class UserController {
    private final Users users;

    UserController(Users users) {
        this.users = users;
    }

    @Get("/me")
    @Operation(summary = "The caller's own account")
    OwnAccount me(AccessClaims caller) {
        return users.find(caller.userId())
                .map(User::own)
                .orElseThrow(() -> new NotFound("this account does not exist any more"));
    }

    @Get("/search")
    @Operation(summary = "The user with exactly this tag, with or without @, in any case")
    UserView search(@QueryValue String tag, AccessClaims caller) {
        return users.findByTag(tag, caller).orElseThrow(() -> new NotFound("nobody has this tag"));
    }
}
