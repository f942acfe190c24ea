package org.chatcluster.api.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how much waits in the outbox, and for how long: every few seconds it is looked for, in the
/// oldest 100,000 rows. All nodes tell the same, since there is one outbox. While the database does
/// not answer, it is not known (NaN). Made at start, since nothing else asks for it.
@Context
class OutboxMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final OutboxState UNKNOWN = new OutboxState(0, 0, Double.NaN);

    private final OutboxRepository repository;
    private volatile OutboxState state = UNKNOWN;

    OutboxMetrics(OutboxRepository repository, MeterRegistry registry) {
        this.repository = repository;
        Gauge.builder("chat.api.outbox.rows", this, outbox -> outbox.known(outbox.state.waiting()))
                .description("Rows of the outbox whose events are yet to be published")
                .register(registry);
        Gauge.builder(
                        "chat.api.outbox.aside.rows",
                        this,
                        outbox -> outbox.known(outbox.state.aside()))
                .description("Rows of the outbox that can't be published")
                .register(registry);
        Gauge.builder("chat.api.outbox.age", this, outbox -> outbox.state.ageSeconds())
                .description("Age of the oldest event that waits in the outbox")
                .baseUnit("seconds")
                .register(registry);
    }

    private double known(long rows) {
        return state == UNKNOWN ? Double.NaN : rows;
    }

    @Scheduled(fixedDelay = "5s")
    void look() {
        try {
            state = repository.state();
        } catch (RuntimeException e) {
            state = UNKNOWN;
            LOG.debug("outbox not looked at cause={}", e.toString());
        }
    }
}
