package org.chatcluster.api.drain;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The end of the node: not ready any more, then no new connections, and every call that it has
/// taken is answered before anything that calls need is stopped.
///
/// A connection that is kept open is told `Connection: close` by each answer from the first moment
/// on, so that its caller opens the next one elsewhere. Those that are silent all that time are
/// closed without a word, as HTTP has it (RFC 9112 section 9.3): who calls at that very moment is
/// not answered, and nothing was done for them.
@Singleton
@Readiness
public final class Drain implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final DrainConfig config;
    private volatile boolean draining;

    Drain(DrainConfig config) {
        this.config = config;
    }

    /// Returns whether the node ends.
    boolean isDraining() {
        return draining;
    }

    /// Ends the server's work, and returns when all calls are answered or were waited for long
    /// enough. Blocks.
    public void drain(EmbeddedServer server) {
        draining = true;
        long end = System.nanoTime() + config.notice().toNanos();
        for (long left = config.notice().toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        // Netty's server is.
        GracefulShutdownCapable calls = (GracefulShutdownCapable) server;
        try {
            calls.shutdownGracefully()
                    .toCompletableFuture()
                    .get(config.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            LOG.warn("calls are cut off calls={}", calls.reportActiveTasks().orElse(0));
        } catch (ExecutionException e) {
            LOG.warn("server not closed cause={}", String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = draining ? HealthStatus.DOWN : HealthStatus.UP;
        return Mono.just(HealthResult.builder("drain", status).build());
    }
}
