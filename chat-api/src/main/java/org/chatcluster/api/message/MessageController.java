package org.chatcluster.api.message;

import io.micronaut.core.annotation.Nullable;
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
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.token.AccessClaims;

/// Sending and paging messages.
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
class MessageController {
    private final MessageSender sender;
    private final Messages messages;
    private final Drafts drafts;

    MessageController(MessageSender sender, Messages messages, Drafts drafts) {
        this.sender = sender;
        this.messages = messages;
        this.drafts = drafts;
    }

    /// Runs on the event loop: it checks and queues, and the lane's thread answers.
    @Post("/messages")
    @Operation(
            summary = "Send a message",
            description = "201 means that it is committed and will reach every member.")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = Message.class)))
    CompletionStage<HttpResponse<byte[]>> send(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey idempotencyKey,
            @Parameter(hidden = true) CallId call,
            @Body @Valid SendMessage body) {
        return sender.send(drafts.of(caller, idempotencyKey, body), call)
                .thenApply(HttpResponse::created);
    }

    @Get("/chats/{id}/messages")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            summary = "A page of a chat's messages, oldest first",
            description = "The newest ones, or those before, after or around a seq.")
    List<Message> page(
            @Parameter(hidden = true) AccessClaims caller,
            long id,
            @Nullable @Min(0) @QueryValue Long before,
            @Nullable @Min(0) @QueryValue Long after,
            @Nullable @Min(0) @QueryValue Long around,
            @Min(1) @Max(MessagePage.MAX_LIMIT) @QueryValue(defaultValue = "50") int limit) {
        if (Stream.of(before, after, around).filter(seq -> seq != null).count() > 1) {
            throw new InvalidInput("before", "only one of before, after and around can be given");
        }
        MessagePage page;
        if (after != null) {
            page = new MessagePage.After(after, limit);
        } else if (around != null) {
            page = new MessagePage.Around(around, limit);
        } else {
            page = new MessagePage.Before(before == null ? Long.MAX_VALUE : before, limit);
        }
        return messages.page(id, caller.userId(), page);
    }
}
