package org.chatcluster.api.edit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
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
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// Editing one's messages.
@Controller("/api/v1/messages/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class EditController {
    private static final int MAX_VERSIONS = 100;

    private final Edits edits;
    private final Idempotency idempotency;

    EditController(Edits edits, Idempotency idempotency) {
        this.edits = edits;
        this.idempotency = idempotency;
    }

    @Patch
    @Operation(
            summary = "Edit one's message",
            description = "All members get `message.updated`; what it said before is kept.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Message.class)))
    HttpResponse<?> edit(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) IdempotencyKey key,
            long id,
            @Body @Valid EditMessage body) {
        Call call = new Call(caller.userId(), key, "PATCH /api/v1/messages/" + id, body);
        return Answers.of(
                idempotency.once(
                        call,
                        () -> new Outcome(200, edits.edit(caller.userId(), id, body.content()))));
    }

    @Get("/edits")
    @Operation(
            summary = "What a message said before, oldest first",
            description =
                    "For its author and the chat's admins. If there is more, the `Link` header names"
                            + " the next page.")
    HttpResponse<List<Version>> versions(
            @Parameter(hidden = true) AccessClaims caller,
            long id,
            @Min(0) @QueryValue(defaultValue = "0") long after,
            @Min(1) @Max(MAX_VERSIONS) @QueryValue(defaultValue = "50") int limit) {
        List<Version> versions = edits.versions(caller.userId(), id, after, limit);
        var response = HttpResponse.ok(versions);
        return versions.size() < limit
                ? response
                : response.header(
                        HttpHeaders.LINK,
                        "</api/v1/messages/%d/edits?limit=%d&after=%d>; rel=\"next\""
                                .formatted(id, limit, versions.getLast().changeSeq()));
    }
}
