package org.chatcluster.api.admin;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.chatcluster.common.token.AccessClaims;

/// Blocking users.
@Controller("/api/v1/admin/users/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "admin")
class BlockController {
    private final BlockedUsers blocked;

    BlockController(BlockedUsers blocked) {
        this.blocked = blocked;
    }

    @Post("/block")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Block a user: all of their logins and sockets end, and none begins")
    void block(@Parameter(hidden = true) AccessClaims caller, long id) {
        blocked.block(caller, id);
    }

    @Post("/unblock")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a blocked user log in again")
    void unblock(@Parameter(hidden = true) AccessClaims caller, long id) {
        blocked.unblock(caller, id);
    }
}
