package org.chatcluster.deploy.loadtest.stage;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.cluster.Cluster;
import org.chatcluster.deploy.loadtest.population.Population;
import org.chatcluster.deploy.loadtest.population.PopulationSource;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;
import org.chatcluster.deploy.loadtest.stamp.Stamp;
import org.chatcluster.deploy.loadtest.traffic.Crowd;

/// What every scenario needs before it can begin: the cluster, new users in it, and event loops.
/// One stage is one run.
public final class Stage implements AutoCloseable {
    private final Cluster cluster;
    private final PopulationSource source;
    private final Settings.Wiring wiring;
    private final PrintStream progress;
    private final Transport transport;

    public Stage(
            Cluster cluster,
            PopulationSource source,
            Settings.Wiring wiring,
            PrintStream progress) {
        this.cluster = cluster;
        this.source = source;
        this.wiring = wiring;
        this.progress = progress;
        this.transport = Transport.of(wiring.loops());
    }

    /// Makes new users in new chats. Each call marks its messages with a run of its own.
    public Cast cast(PopulationSource.Kind kind, int chats, int members) {
        say("making %,d users in %,d chats", chats * members, chats);
        Stamp stamp = new Stamp(ThreadLocalRandom.current().nextInt(Stamp.RUNS));
        String run =
                Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                        + Integer.toString(stamp.run(), Character.MAX_RADIX);
        Population population = source.populate(run + "x", kind, chats, members);
        return new Cast(new Crowd(transport, population, stamp), stamp);
    }

    /// A crowd, and the stamp of its messages.
    public record Cast(Crowd crowd, Stamp stamp) {}

    /// Opens all sockets of a crowd, and returns how many attempts failed in between.
    public int connect(Cast cast, int sockets) {
        say("opening %,d sockets", sockets);
        return cast.crowd().connect(gateways(), wiring.atOnce());
    }

    public List<Target> gateways() {
        return wiring.throughBalancer() ? List.of(cluster.balancer()) : cluster.gateways();
    }

    public List<Target> apis() {
        return wiring.throughBalancer() ? List.of(cluster.balancer()) : cluster.apis();
    }

    public Cluster cluster() {
        return cluster;
    }

    public Settings.Wiring wiring() {
        return wiring;
    }

    public Transport transport() {
        return transport;
    }

    /// Tells the person at the screen what goes on.
    public void say(String format, Object... values) {
        progress.println("… " + String.format(Locale.ROOT, format, values));
    }

    /// Waits until that `System.nanoTime()`.
    public static void waitUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before its end", stopped);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
