package org.chatcluster.api.read;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
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
import jakarta.validation.Valid;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.token.AccessClaims;

/// Moving one's read mark.
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReadController {
    private final Reads reads;

    ReadController(Reads reads) {
        this.reads = reads;
    }

    @Post("/chats/{id}/read")
    @Status(HttpStatus.OK)
    @Operation(
            summary = "Move one's read mark",
            description = "It only moves forward; a lower one is answered with the mark as it is.")
    ReadState advance(
            @Parameter(hidden = true) AccessClaims caller, long id, @Body @Valid MarkRead body) {
        Long seq = body.seq();
        Long messageId = body.messageId();
        if (seq != null && messageId == null) {
            return reads.advance(id, caller.userId(), seq);
        }
        if (messageId != null && seq == null) {
            long messageSeq = reads.seqOf(id, caller.userId(), messageId);
            return reads.advance(id, caller.userId(), messageSeq);
        }
        throw new InvalidInput("seq", "one of seq and message_id must be given");
    }
}
