package org.chatcluster.api.presence;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.token.AccessClaims;

/// Who is online, and what one lets others see of oneself.
@Controller("/api/v1/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "users")
class PresenceController {
    private static final int MAX_USERS = 500;

    private final Presences presences;

    PresenceController(Presences presences) {
        this.presences = presences;
    }

    @Get("/presence")
    @Operation(
            summary = "Whether users are online, and if not when they last were",
            description = "At most 500 ids. Who hides it, or does not exist, was never there.")
    List<Presence> of(
            @Parameter(description = "Ids, separated by commas", example = "1,2")
                    @Pattern(
                            regexp = "[0-9]{1,16}(,[0-9]{1,16})*+",
                            message = "must be ids separated by commas")
                    @QueryValue
                    String ids) {
        List<Long> userIds = Stream.of(ids.split(",", -1)).map(Long::valueOf).distinct().toList();
        if (userIds.size() > MAX_USERS) {
            throw new InvalidInput("ids", "must be " + MAX_USERS + " at most");
        }
        return presences.standings(userIds).stream().map(Standing::presence).toList();
    }

    @Get("/me/presence")
    @Operation(summary = "Whether the caller hides that they are online")
    OwnPresence own(@Parameter(hidden = true) AccessClaims caller) {
        return new OwnPresence(presences.isHidden(caller.userId()));
    }

    @Patch("/me/presence")
    @Operation(summary = "Hide that one is online, or show it again")
    OwnPresence change(
            @Parameter(hidden = true) AccessClaims caller, @Body @Valid ChangePresence body) {
        presences.hide(caller.userId(), body.hidden());
        return new OwnPresence(body.hidden());
    }
}
