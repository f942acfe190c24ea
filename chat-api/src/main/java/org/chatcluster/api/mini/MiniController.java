package org.chatcluster.api.mini;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.login.LoginRequest;
import org.chatcluster.api.login.Logins;
import org.chatcluster.api.mini.MiniAnswers.Registered;
import org.chatcluster.api.mini.MiniAnswers.Token;
import org.chatcluster.api.mini.MiniAnswers.UserList;
import org.chatcluster.api.mini.MiniRepository.Person;
import org.chatcluster.api.web.Answers;
import org.chatcluster.api.web.ClientAddress;

/// The addresses of the mini-application, at the root.
@Controller
@Tag(name = "mini-application")
@ExecuteOn(TaskExecutors.BLOCKING)
class MiniController {
    private static final int MAX_USERS = 10_000;

    private final Logins logins;
    private final MiniApplication mini;

    MiniController(Logins logins, MiniApplication mini) {
        this.logins = logins;
        this.mini = mini;
    }

    @Post("/register")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Make an account and log it in")
    @ApiResponse(
            responseCode = "201",
            description = "made",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    HttpResponse<?> register(
            @Valid @Body MiniRegister request,
            @Parameter(hidden = true) IdempotencyKey key,
            @Parameter(hidden = true) ClientAddress address) {
        return Answers.of(
                logins.register(
                        request.request(),
                        call("register", request, key),
                        address.text(),
                        Registered::of));
    }

    @Post("/login")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Log in with an e-mail address and the password")
    @ApiResponse(
            responseCode = "200",
            description = "logged in",
            content = @Content(schema = @Schema(implementation = Token.class)))
    HttpResponse<?> login(
            @Valid @Body LoginRequest request,
            @Parameter(hidden = true) IdempotencyKey key,
            @Parameter(hidden = true) ClientAddress address) {
        return Answers.of(
                logins.login(request, call("login", request, key), address.text(), Token::of));
    }

    @Get("/users_list")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(
            summary = "Everybody who has an account, newest first",
            description = "If there are more, the `Link` header names the next page.")
    HttpResponse<UserList> users(
            @Min(1) @QueryValue(defaultValue = "9223372036854775807") long before,
            @Min(1) @Max(MAX_USERS) @QueryValue(defaultValue = "10000") int limit) {
        List<Person> people = mini.users(before, limit);
        var response = HttpResponse.ok(MiniApplication.list(people));
        return people.size() < limit
                ? response
                : response.header(
                        HttpHeaders.LINK,
                        "</users_list?limit=%d&before=%d>; rel=\"next\""
                                .formatted(limit, people.getLast().id()));
    }

    private static Idempotency.Call call(String what, Object request, IdempotencyKey key) {
        return new Idempotency.Call(Idempotency.ANONYMOUS, key, "POST /" + what, request);
    }
}
