package org.chatcluster.api.chat;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.Optional;
import java.util.Set;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.presence.Presences;
import org.chatcluster.api.web.Aliases;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Chats and their members. What is shown of a chat is read as of one moment at which the caller is
/// a member: who is removed meanwhile sees nothing of what comes after.
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class ChatController {
    private static final int MAX_CHATS = 200;
    private static final int MAX_MEMBERS = 500;

    private final Chats chats;
    private final Idempotency idempotency;
    private final Presences presences;
    private final Transactions transactions;

    ChatController(
            Chats chats, Idempotency idempotency, Presences presences, Transactions transactions) {
        this.chats = chats;
        this.idempotency = idempotency;
        this.presences = presences;
        this.transactions = transactions;
    }

    @Get("/api/v1/chats")
    @Operation(
            summary = "The caller's chats, in the order of the sidebar",
            description =
                    "A chat rises only for somebody else's message. If there are more, the `Link`"
                            + " header names the next page.")
    HttpResponse<List<ChatView>> list(
            @Parameter(hidden = true) AccessClaims caller,
            @Nullable @QueryValue String cursor,
            @Min(1) @Max(MAX_CHATS) @QueryValue(defaultValue = "100") int limit) {
        ChatCursor from = cursor == null ? ChatCursor.TOP : ChatCursor.parse(cursor);
        Chats.Page page = transactions.snapshot(() -> chats.page(caller.userId(), from, limit));
        var response = HttpResponse.ok(page.chats());
        return page.last()
                .map(last ->
                        next(
                                response,
                                "/api/v1/chats?limit=%d&cursor=%s"
                                        .formatted(limit, ChatCursor.after(last).text())))
                .orElse(response);
    }

    @Get("/api/v1/chats/{id}")
    @Operation(summary = "One of the caller's chats")
    ChatView get(@Parameter(hidden = true) AccessClaims caller, long id) {
        return transactions.snapshot(() -> chats.view(caller.userId(), id));
    }

    @Post("/api/v1/chats")
    @Operation(summary = "Make a group; the caller is its creator and a member")
    @ApiResponse(
            responseCode = "201",
            description = "the group",
            content = @Content(schema = @Schema(implementation = ChatView.class)))
    HttpResponse<?> createGroup(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            @Body @Valid CreateGroup body) {
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "POST /api/v1/chats", body),
                        () ->
                                new Outcome(
                                        201,
                                        chats.createGroup(
                                                caller.userId(),
                                                body.title().strip(),
                                                body.userIds()))));
    }

    @Post("/api/v1/chats/direct")
    @Operation(summary = "Open the direct chat with a user, whether it is there already or not")
    @ApiResponse(
            responseCode = "200",
            description = "the chat",
            content = @Content(schema = @Schema(implementation = ChatView.class)))
    HttpResponse<?> openDirect(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            @Body @Valid OpenDirect body) {
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "POST /api/v1/chats/direct", body),
                        () -> new Outcome(200, chats.openDirect(caller.userId(), body.userId()))));
    }

    @Get(uris = {"/api/v1/chats/{id}/members", Aliases.MEMBERS})
    @Operation(summary = "A chat's members, by id")
    HttpResponse<List<MemberView>> members(
            @Parameter(hidden = true) AccessClaims caller,
            long id,
            @Min(0) @QueryValue(defaultValue = "0") long after,
            @Min(1) @Max(MAX_MEMBERS) @QueryValue(defaultValue = "100") int limit) {
        List<MemberView> members =
                withPresence(
                        transactions.snapshot(
                                () -> chats.members(caller.userId(), id, after, limit)));
        var response = HttpResponse.ok(members);
        return members.size() < limit
                ? response
                : next(
                        response,
                        "/api/v1/chats/%d/members?limit=%d&after=%d"
                                .formatted(id, limit, members.getLast().user().id()));
    }

    private List<MemberView> withPresence(List<MemberView> members) {
        Optional<Set<Long>> online =
                presences.online(members.stream().map(member -> member.user().id()).toList());
        return members.stream()
                .map(member ->
                        member.online(
                                online.map(ids -> ids.contains(member.user().id())).orElse(null)))
                .toList();
    }

    /// RFC 8288.
    private static <T> HttpResponse<T> next(MutableHttpResponse<T> response, String path) {
        return response.header(HttpHeaders.LINK, "<" + path + ">; rel=\"next\"");
    }
}
