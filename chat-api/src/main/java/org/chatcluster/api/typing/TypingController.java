package org.chatcluster.api.typing;

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

/// Saying that one is typing.
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class TypingController {
    private final Typings typings;

    TypingController(Typings typings) {
        this.typings = typings;
    }

    @Post("/chats/{id}/typing")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Tell the other members that one is typing",
            description =
                    "Only those who are connected, at most every other second, and not in chats of"
                            + " more than 100 members.")
    void typing(@Parameter(hidden = true) AccessClaims caller, long id) {
        typings.typing(id, caller.userId());
    }
}
