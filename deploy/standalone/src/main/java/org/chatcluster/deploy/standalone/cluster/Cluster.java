package org.chatcluster.deploy.standalone.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.jspecify.annotations.Nullable;

/// A cluster whose parts are processes: `postgres` and `redis` unless they were given, `api-1` and
/// so on, `gateway-1` and so on, `balancer`. Thread-safe.
///
/// Nothing is started again by itself: [#onDeath] tells who asks, and [#startAgain] does it.
public final class Cluster implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final ClusterSettings settings;
    private final Nodes nodes;
    private final BackendAddresses backends;
    private final Consumer<String> progress;
    private final Map<String, Program> programs = new ConcurrentHashMap<>();
    private final Map<String, RunningProgram> running = new ConcurrentHashMap<>();
    private volatile @Nullable BiConsumer<String, Integer> deathListener;
    private volatile boolean closed;

    Cluster(
            ClusterSettings settings,
            Nodes nodes,
            BackendAddresses backends,
            Consumer<String> progress) {
        this.settings = settings;
        this.nodes = nodes;
        this.backends = backends;
        this.progress = progress;
    }

    /// Returns a cluster of which every part serves. What an earlier one left running on the same
    /// directory is stopped first.
    ///
    /// @param progress is told what is being done, a line at a time, from several threads
    /// @throws StartFailed if a part does not come up; then nothing is left running
    public static Cluster start(ClusterSettings settings, Consumer<String> progress) {
        return new ClusterStart(settings, progress).run();
    }

    /// Makes what starts of the applications are faster with, as [#rehearse()] does, where no
    /// cluster runs: on servers that are gone when this returns.
    ///
    /// @throws StartFailed if an application or a server does not come up
    public static void rehearse(ClusterSettings settings, Consumer<String> progress) {
        new ClusterStart(settings, progress).rehearse();
    }

    public URI balancer() {
        return nodes.balancer();
    }

    /// Returns where the API nodes are, past the balancer, `api-1` first.
    public List<URI> apis() {
        return nodes.apis();
    }

    /// Returns where the gateways are, past the balancer, `gateway-1` first.
    public List<URI> gateways() {
        return nodes.gateways();
    }

    public BackendAddresses backends() {
        return backends;
    }

    /// Returns the directory of `signing-keys.json` and `verification-keys.json`.
    public Path keys() {
        return nodes.keys();
    }

    /// Returns the pids of the parts that were started and not stopped, by name.
    public Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        running.forEach((name, program) -> pids.put(name, program.pid()));
        return pids;
    }

    /// Tells the listener the name and exit code of each part that ends without having been
    /// stopped, once each, also of those that ended before this was called. It is called on a
    /// thread of the JVM's or the caller's and must not block.
    public void onDeath(BiConsumer<String, Integer> listener) {
        deathListener = listener;
        running.values().forEach(this::tellOfDeath);
    }

    /// Kills a part without warning and returns once it is gone; it counts as a death.
    public void kill(String name) {
        part(name).kill();
    }

    /// Stops a part in good order and returns once it is gone.
    public void stop(String name) {
        @Nullable RunningProgram program = running.remove(name);
        if (program != null) {
            program.stop(STOP_PATIENCE);
        }
    }

    /// Starts a part that was stopped or died, on the port that it had, and waits until it serves.
    ///
    /// @throws StartFailed if it does not come up
    public void startAgain(String name) {
        stop(name);
        launch(Optional.ofNullable(programs.get(name)).orElseThrow(() -> unknown(name)));
        writeFile();
    }

    /// Makes what later starts of the applications are faster with, unless it is there already.
    /// Takes up to a minute at the lowest priority; an interrupt gives it up.
    ///
    /// @throws StartFailed if an application does not come up for it
    public void rehearse() {
        rehearsals().forEach(rehearsal -> rehearsal.inTheBackground().run());
    }

    /// Returns what [#rehearse()] does one after the other: it may as well be done at once.
    List<Rehearsal> rehearsals() {
        List<Rehearsal> rehearsals = new ArrayList<>();
        for (Program node : nodes.understudies(backends)) {
            Rehearsal.of(node, settings.directory()).ifPresent(rehearsals::add);
        }
        return rehearsals;
    }

    /// Stops everything in order, those who ask before those who are asked. The gateways go first,
    /// while the balancer still carries to the clients why their sockets are closed.
    @Override
    public void close() {
        synchronized (running) {
            closed = true;
        }
        stopAll("gateway-");
        stopAll("balancer");
        stopAll("api-");
        stopAll("redis");
        stopAll("postgres");
        ClusterFile.in(settings.directory()).delete();
    }

    /// Starts a part and waits until it serves. One that ends before that is this method's failure
    /// and not a death, so that whoever asked for the part is the only one to try again.
    void launch(Program program) {
        long begin = System.nanoTime();
        programs.put(program.name(), program);
        RunningProgram started = begin(program);
        started.awaitReady(START_LIMIT);
        var _ = started.onExit().thenAccept(_ -> tellOfDeath(started));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        progress.accept("%s is ready after %d ms".formatted(program.name(), millis));
    }

    void writeFile() {
        ClusterFile.in(settings.directory()).write(nodes, backends, pids());
    }

    private RunningProgram begin(Program program) {
        synchronized (running) {
            if (closed) {
                throw new IllegalStateException("the cluster is being stopped");
            }
            RunningProgram started = RunningProgram.start(program, settings.directory());
            running.put(program.name(), started);
            return started;
        }
    }

    private void tellOfDeath(RunningProgram program) {
        String name = program.program().name();
        @Nullable BiConsumer<String, Integer> listener = deathListener;
        if (listener != null && !closed && running.get(name) == program) {
            program.reportEnd(code -> listener.accept(name, code));
        }
    }

    private void stopAll(String prefix) {
        List<String> names = running.keySet().stream().filter(n -> n.startsWith(prefix)).toList();
        List<Thread> stops =
                names.stream().map(name -> Thread.startVirtualThread(() -> stop(name))).toList();
        for (Thread stop : stops) {
            joinUninterrupted(stop);
        }
    }

    private static void joinUninterrupted(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private RunningProgram part(String name) {
        return Optional.ofNullable(running.get(name)).orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no such part: " + name);
    }
}
