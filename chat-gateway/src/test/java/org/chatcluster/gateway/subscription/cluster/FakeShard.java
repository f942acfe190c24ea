package org.chatcluster.gateway.subscription.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.subscription.HeardChannels;
import org.jspecify.annotations.Nullable;

/// A master that notes what it is asked, and its own probe, which is as the test says.
final class FakeShard implements HeardChannels, Probe {
    final List<String> asked = new ArrayList<>();
    @Nullable Listener listener;
    Duration age = Duration.ZERO;
    boolean open = true;
    boolean proven = true;
    boolean closed;
    int ticks;

    /// Returns what the cluster hears this master by.
    Listener ear() {
        if (listener == null) {
            throw new IllegalStateException("not connected");
        }
        return listener;
    }

    @Override
    public void connect(Listener listener) {
        this.listener = listener;
    }

    @Override
    public Probe probe() {
        return this;
    }

    @Override
    public void subscribe(long userId) {
        asked.add("subscribe " + userId);
    }

    @Override
    public void unsubscribe(long userId) {
        asked.add("unsubscribe " + userId);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void tick() {
        ticks++;
    }

    @Override
    public Duration age() {
        return age;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isProven() {
        return proven;
    }
}
