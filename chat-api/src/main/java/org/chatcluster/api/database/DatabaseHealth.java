package org.chatcluster.api.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Whether the database answers, asked through a connection of its own (pool `health`): a pool in
/// which all are busy says nothing about the database, and taking a busy node out of the balancer
/// only loads the others.
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {
    private static final int TIMEOUT_SECONDS = 1;

    private final DataSource dataSource;

    DatabaseHealth(@Named("health") DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromCallable(() -> result(answers())).subscribeOn(Schedulers.boundedElastic());
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    private static HealthResult result(boolean answers) {
        return HealthResult.builder("database", answers ? HealthStatus.UP : HealthStatus.DOWN)
                .build();
    }
}
