package org.chatcluster.gateway.command;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import java.time.Duration;
import org.chatcluster.gateway.clock.Ticking;

/// Keeps the list of the API's nodes up to date as long as the context lives.
@Factory
final class CommandWiring {
    /// A node that is new waits this long for calls; one that is gone costs calls a second try.
    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(2);

    @Context
    @Named("api-nodes")
    @Bean(preDestroy = "close")
    Ticking lookUps(ApiNodes nodes) {
        return new Ticking("api-nodes", LOOK_UP_EVERY, nodes::lookUp);
    }
}
