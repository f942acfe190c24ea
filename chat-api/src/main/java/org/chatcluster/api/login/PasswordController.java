package org.chatcluster.api.login;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.chatcluster.api.web.ClientAddress;
import org.chatcluster.common.token.AccessClaims;

/// Changing one's password.
@Controller("/api/v1/users/me/password")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "users")
class PasswordController {
    private final PasswordChange change;

    PasswordController(PasswordChange change) {
        this.change = change;
    }

    @Put
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a new password and end all of the user's other logins")
    void change(
            @Parameter(hidden = true) AccessClaims caller,
            @Valid @Body ChangePassword request,
            @Parameter(hidden = true) ClientAddress address) {
        change.change(caller, request, address.text());
    }
}
