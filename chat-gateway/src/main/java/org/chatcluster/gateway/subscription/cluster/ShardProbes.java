package org.chatcluster.gateway.subscription.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.subscription.HeardChannels;
import org.chatcluster.gateway.subscription.cluster.ClusterUserChannels.Shards;

/// The [Probe] of all masters: each has its own, which replaces its connection; what is told is
/// that of the worst. A slot without a master is not heard.
final class ShardProbes implements Probe {
    private final Duration interval;
    private final Supplier<Shards> shards;
    private final Runnable look;
    private final long startNanos = System.nanoTime();

    /// @param look is run at each tick
    ShardProbes(Duration interval, Supplier<Shards> shards, Runnable look) {
        this.interval = interval;
        this.shards = shards;
        this.look = look;
    }

    private Collection<HeardChannels> all() {
        return shards.get().channels().values();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void tick() {
        look.run();
        all().forEach(channels -> channels.probe().tick());
    }

    @Override
    public Duration age() {
        return all().stream()
                .map(channels -> channels.probe().age())
                .max(Duration::compareTo)
                .orElseGet(() -> Duration.ofNanos(System.nanoTime() - startNanos));
    }

    @Override
    public boolean isOpen() {
        return shards.get().slots().areCovered()
                && all().stream().allMatch(channels -> channels.probe().isOpen());
    }

    @Override
    public boolean isProven() {
        return !all().isEmpty() && all().stream().allMatch(c -> c.probe().isProven());
    }
}
