package org.chatcluster.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.node.measure.Counters;

/// Counts upgrades that were refused before they happened. Thread-safe.
@Context
public final class UpgradeCounts {
    /// Why an upgrade is refused.
    public enum Reason {
        /// 403: a page that may not connect.
        ORIGIN,

        /// 503: the node holds no more.
        FULL,

        /// 503: the node sends its sessions away.
        DRAINING,

        /// 503: too many in a second.
        PACE,

        /// 426 or 400: not a handshake of RFC 6455.
        HANDSHAKE
    }

    private final LongAdder[] refusals;

    public UpgradeCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        refusals =
                Arrays.stream(Reason.values())
                        .map(reason ->
                                counters.counter(
                                        "chat.gateway.refused.upgrades",
                                        "Upgrades that were refused",
                                        "reason",
                                        reason.name().toLowerCase(Locale.ROOT)))
                        .toArray(LongAdder[]::new);
    }

    /// Counts an upgrade that is refused.
    public void refused(Reason reason) {
        refusals[reason.ordinal()].increment();
    }
}
