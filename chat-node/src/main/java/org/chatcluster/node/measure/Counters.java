package org.chatcluster.node.measure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/// Makes the adders behind metrics. The registry reads them when it is asked and holds them weakly:
/// whoever adds keeps them.
public final class Counters {
    private final MeterRegistry registry;

    public Counters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Returns the adder of a counter; the tags are name, value, name, value.
    public LongAdder counter(String name, String description, String... tags) {
        LongAdder adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(description)
                .tags(tags)
                .register(registry);
        return adder;
    }

    /// Returns the adder of something that grows and shrinks.
    public LongAdder level(String name, String description) {
        LongAdder adder = new LongAdder();
        Gauge.builder(name, adder, LongAdder::sum).description(description).register(registry);
        return adder;
    }
}
