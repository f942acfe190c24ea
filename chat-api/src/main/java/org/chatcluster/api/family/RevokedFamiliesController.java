package org.chatcluster.api.family;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Pattern;

/// Tells gateways which token families were revoked, in case the event does not reach them. For the
/// cluster alone: the balancer does not lead here.
@Hidden
@Controller("/internal/revoked-families")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class RevokedFamiliesController {
    private final RevocationWatch watch;

    RevokedFamiliesController(RevocationWatch watch) {
        this.watch = watch;
    }

    @Get
    RevokedPage since(
            @Nullable
                    @Pattern(regexp = "[0-9]{1,18}", message = "must be one that the server gave")
                    @QueryValue
                    String after) {
        return watch.since(after == null ? 0 : Long.parseLong(after));
    }
}
