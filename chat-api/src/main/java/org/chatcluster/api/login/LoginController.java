package org.chatcluster.api.login;

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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.web.Answers;
import org.chatcluster.api.web.ClientAddress;

/// Registration and login.
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "auth")
class LoginController {
    private final Logins logins;

    LoginController(Logins logins) {
        this.logins = logins;
    }

    @Post("/register")
    @Operation(summary = "Make an account and log it in")
    @ApiResponse(
            responseCode = "201",
            description = "made",
            content = @Content(schema = @Schema(implementation = LoggedIn.class)))
    HttpResponse<?> register(
            @Valid @Body RegisterRequest request,
            @Parameter(hidden = true) IdempotencyKey key,
            @Parameter(hidden = true) ClientAddress address) {
        return Answers.of(logins.register(request, call("register", request, key), address.text()));
    }

    @Post("/login")
    @Operation(summary = "Log in with an e-mail address or a tag, and the password")
    @ApiResponse(
            responseCode = "200",
            description = "logged in",
            content = @Content(schema = @Schema(implementation = LoggedIn.class)))
    HttpResponse<?> login(
            @Valid @Body LoginRequest request,
            @Parameter(hidden = true) IdempotencyKey key,
            @Parameter(hidden = true) ClientAddress address) {
        return Answers.of(logins.login(request, call("login", request, key), address.text()));
    }

    private static Idempotency.Call call(String what, Object request, IdempotencyKey key) {
        return new Idempotency.Call(
                Idempotency.ANONYMOUS, key, "POST /api/v1/auth/" + what, request);
    }
}
