package org.chatcluster.api.presence.internal;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import java.util.List;
import java.util.stream.Collectors;
import org.chatcluster.api.presence.Presences;
import org.chatcluster.api.presence.Standing;
import org.chatcluster.api.presence.internal.SeenUsers.Seen;

/// What gateways ask about users who are watched, and tell of users whom they had. For the cluster
/// alone: the balancer does not lead here.
@Hidden
@Controller("/internal")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class GatewayPresenceController {
    private final Presences presences;

    GatewayPresenceController(Presences presences) {
        this.presences = presences;
    }

    @Post("/presence")
    @Status(HttpStatus.OK)
    List<Standing> standings(@Body @Valid PresenceQuestion question) {
        return presences.standings(question.userIds());
    }

    @Post("/seen")
    @Status(HttpStatus.NO_CONTENT)
    void seen(@Body @Valid SeenUsers users) {
        presences.noteSeen(
                users.seen().stream()
                        .collect(Collectors.toMap(Seen::userId, Seen::ageMs, Math::min)));
    }
}
