package org.chatcluster.api.replay;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chatcluster.api.replay.Replay.Asked;
import org.chatcluster.api.token.VerifiedTokens;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.token.AccessClaims;

/// Gives a gateway what its users missed. It asks with their own tokens, so it has no rights of its
/// own; tokens that are not good any more are skipped. For the cluster alone: the balancer does not
/// lead here.
@Hidden
@Controller("/internal/replay")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class ReplayController {
    private final Replay replay;
    private final VerifiedTokens tokens;

    ReplayController(Replay replay, VerifiedTokens tokens) {
        this.replay = replay;
        this.tokens = tokens;
    }

    @Post(produces = EventBatch.MEDIA_TYPE)
    byte[] replay(@Valid @Body ReplayRequest request) {
        Set<Long> users = new LinkedHashSet<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < request.tokens().size(); i++) {
            Optional<AccessClaims> claims = tokens.verify(request.tokens().get(i));
            if (claims.isPresent()) {
                users.add(claims.get().userId());
            } else {
                refused.add(i);
            }
        }
        String after = request.after();
        return replay.page(
                new Asked(List.copyOf(users), refused),
                Duration.ofMillis(request.ageMs()),
                after == null ? null : ReplayCursor.parse(after));
    }
}
