package org.chatcluster.deploy.chaos.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.chatcluster.deploy.standalone.cluster.Applications;
import org.chatcluster.deploy.standalone.cluster.Cluster;
import org.chatcluster.deploy.standalone.cluster.ClusterSettings;
import org.chatcluster.deploy.standalone.cluster.Topology;

/// Two API nodes, three gateways and the balancer over a PostgreSQL and a Redis of their own, as
/// processes that can be killed and paused by name. Thread-safe.
public final class ChaosCluster implements AutoCloseable {
    /// How many API nodes there are.
    public static final int APIS = 2;

    /// How many gateways there are.
    public static final int GATEWAYS = 3;

    private static final int MOST_STARTS = 3;

    /// A start is done many times in a run, and nothing here measures the peak.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private final Cluster processes;
    private final Consumer<String> say;

    private ChaosCluster(Cluster processes, Consumer<String> say) {
        this.processes = processes;
        this.say = say;
    }

    /// Returns a cluster with no data from before.
    ///
    /// @param repository whose jars are run
    /// @param directory of this cluster alone
    public static ChaosCluster start(
            Path repository, Path directory, Switch without, Consumer<String> say) {
        Applications built = Applications.of(repository).withEnvironment(ENVIRONMENT);
        Applications applications =
                new Applications(
                        with(built.api(), without.apiFlags()),
                        with(built.gateway(), without.gatewayFlags()),
                        built.keyGenerator(),
                        built.environment());
        OldData.forget(directory);
        ClusterSettings settings =
                new ClusterSettings(
                        directory, new Topology(0, APIS, GATEWAYS), applications, Optional.empty());
        Cluster processes = Cluster.start(settings, say);
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop-cluster"));
        return new ChaosCluster(processes, say);
    }

    public URI balancer() {
        return processes.balancer();
    }

    public List<URI> gateways() {
        return processes.gateways();
    }

    public Truth truth() {
        return new Truth(processes.backends());
    }

    public RedisConnections redisConnections() {
        return RedisConnections.of(processes.backends());
    }

    /// Kills a part, with all that it has started, and returns once it is gone.
    public void kill(String name) {
        List<ProcessHandle> children =
                ProcessHandle.of(pid(name)).stream().flatMap(ProcessHandle::descendants).toList();
        processes.kill(name);
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /// Asks a part to stop, and returns once it is gone.
    public void drain(String name) {
        processes.stop(name);
    }

    /// Starts a part that is gone, and returns once it serves.
    public void startAgain(String name) {
        for (int start = 1; ; start++) {
            try {
                processes.startAgain(name);
                return;
            } catch (StartFailed failed) {
                say.accept(name + " did not come back: " + failed.getMessage());
                if (start == MOST_STARTS) {
                    throw failed;
                }
            }
        }
    }

    /// Stops a part and all that it has started for that time.
    public void pause(String name, Duration time) throws InterruptedException {
        long pid = pid(name);
        List<Long> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .forEach(pids::add);
        try {
            Signals.send("STOP", pids);
            Thread.sleep(time);
        } finally {
            Signals.send("CONT", pids);
        }
    }

    @Override
    public void close() {
        processes.close();
    }

    private long pid(String name) {
        return Optional.ofNullable(processes.pids().get(name))
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    private static List<String> with(List<String> command, List<String> flags) {
        List<String> more = new ArrayList<>(command);
        more.addAll(1, flags);
        return more;
    }
}
