package org.chatcluster.deploy.standalone.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.PostgresServer;
import org.chatcluster.deploy.backends.RedisServer;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.jspecify.annotations.Nullable;

/// Brings up a cluster: what waits for nothing at the same time, the balancer last.
record ClusterStart(ClusterSettings settings, Consumer<String> progress) {
    private static final String DATABASE = "chat";

    Cluster run() {
        RunningProgram.prepare(settings.directory());
        FreePorts ports = new FreePorts();
        Nodes nodes = new Nodes(settings, ports);
        Servers servers = settings.backends().map(Servers::given).orElseGet(() -> embedded(ports));
        Cluster cluster = new Cluster(settings, nodes, servers.addresses(), progress);
        try {
            bringUp(cluster, nodes, servers);
            return cluster;
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private Servers embedded(FreePorts ports) {
        progress.accept("preparing PostgreSQL and Redis");
        Path binaries = settings.directory().resolve("binaries");
        Path home = settings.directory().resolve("postgres");
        PostgresServer postgres = PostgresServer.prepare(binaries, home, ports.next(), DATABASE);
        RedisServer redis = RedisServer.prepare(binaries, ports.next());
        return new Servers(
                List.of(postgres.program(), redis.program()),
                new BackendAddresses(
                        postgres.url(), postgres.username(), postgres.password(), redis.url()));
    }

    /// Brings up only what the applications need, and has each of them rehearse on it.
    void rehearse() {
        RunningProgram.prepare(settings.directory());
        FreePorts ports = new FreePorts();
        Nodes nodes = new Nodes(settings, ports);
        Servers servers = embedded(ports);
        try (Cluster cluster = new Cluster(settings, nodes, servers.addresses(), progress)) {
            bringUpServers(cluster, nodes, servers);
            allAtOnce(
                    cluster.rehearsals().stream()
                            .<Runnable>map(rehearsal -> rehearsal::run)
                            .toList());
        }
    }

    private void bringUpServers(Cluster cluster, Nodes nodes, Servers servers) {
        List<Runnable> first = new ArrayList<>();
        servers.programs().forEach(server -> first.add(() -> cluster.launch(server)));
        first.add(() -> generateKeys(nodes.keys()));
        allAtOnce(first);
    }

    private void bringUp(Cluster cluster, Nodes nodes, Servers servers) {
        bringUpServers(cluster, nodes, servers);
        List<Program> applications = nodes.applications(cluster.backends());
        progress.accept("starting " + applications.size() + " nodes");
        allAtOnce(applications.stream().<Runnable>map(node -> () -> cluster.launch(node)).toList());
        cluster.launch(nodes.balancerProgram());
        cluster.writeFile();
    }

    private void generateKeys(Path keys) {
        if (Files.exists(keys.resolve("signing-keys.json"))
                && Files.exists(keys.resolve("verification-keys.json"))) {
            return;
        }
        progress.accept("making the keys that tokens are signed with");
        List<String> command = new ArrayList<>(settings.applications().keyGenerator());
        command.add(keys.toString());
        try {
            Files.createDirectories(keys);
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("making the token keys failed: " + output.strip());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns when all are done; the first failure interrupts the others.
    private static void allAtOnce(List<Runnable> tasks) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ExecutorCompletionService<@Nullable Void>(executor);
            tasks.forEach(task -> results.submit(task, null));
            try {
                for (var _ : tasks) {
                    results.take().get();
                }
            } catch (ExecutionException failed) {
                executor.shutdownNow();
                throw unwrapped(failed);
            } catch (InterruptedException _) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while starting");
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new CompletionException(failed.getCause());
    }

    /// PostgreSQL and Redis: what of them to start, and where they are then.
    private record Servers(List<Program> programs, BackendAddresses addresses) {
        static Servers given(BackendAddresses addresses) {
            return new Servers(List.of(), addresses);
        }
    }
}
