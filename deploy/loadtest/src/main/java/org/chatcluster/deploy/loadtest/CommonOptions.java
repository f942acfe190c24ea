package org.chatcluster.deploy.loadtest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.chatcluster.deploy.loadtest.cluster.Cluster;
import org.chatcluster.deploy.loadtest.population.DatabasePopulation;
import org.chatcluster.deploy.loadtest.process.OpenFiles;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.scenario.Scenario;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that all scenarios share, and the way from options to an exit code.
final class CommonOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_SOCKETS = 20_000;
    private static final int MOST_SECONDS = 20 * 60;
    private static final int FEWEST_CONTENT_BYTES = 21;
    private static final int MOST_CONTENT_BYTES = 60_000;
    private static final int MOST_THREADS = 8;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--cluster",
            paramLabel = "DATA_DIR",
            defaultValue = ".data",
            description = "Data folder of the running cluster (${DEFAULT-VALUE}).")
    private Path cluster = Path.of(".data");

    @Option(
            names = "--through-balancer",
            description = "Connect by the balancer, not straight to gateways and API nodes.")
    private boolean throughBalancer;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loops of the generator (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "200",
            description = "Content of a message (${DEFAULT-VALUE}).")
    private int payload;

    @Option(
            names = "--connecting",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many sockets may be opening at once (${DEFAULT-VALUE}).")
    private int connecting;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Not measured, but counted (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Measured; at most 1200 together with the warm-up (${DEFAULT-VALUE}).")
    private int duration;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the outcome into this file too.")
    private @Nullable Path json;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Leave a flight recording of every Java server in this folder.")
    private @Nullable Path profile;

    @Option(
            names = "--fail-on-errors",
            description = "Exit with 1 on refused messages too, not only on lost ones.")
    private boolean failOnErrors;

    /// Plays the scenario, prints its report, and returns the exit code.
    int run(Scenario scenario, int sockets) throws IOException {
        check(sockets, 1, MOST_SOCKETS, "sockets");
        check(warmUp + (long) duration, 1, MOST_SECONDS, "seconds of warm-up and measurement");
        check(duration, 1, MOST_SECONDS, "--duration");
        check(warmUp, 0, MOST_SECONDS, "--warm-up");
        check(payload, FEWEST_CONTENT_BYTES, MOST_CONTENT_BYTES, "--payload");
        check(threads, 1, MOST_THREADS, "--threads");
        check(connecting, 1, MOST_SOCKETS, "--connecting");
        check(sockets, 1, OpenFiles.limit() - OpenFiles.OTHERS, "sockets under `ulimit -n`");
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            throw bad("CPU and memory are read from /proc: the load generator runs on Linux only.");
        }
        Cluster running = Cluster.in(cluster);
        Settings settings =
                new Settings(
                        new Settings.Wiring(throughBalancer, threads, payload, connecting),
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(duration),
                        PATIENCE,
                        Optional.ofNullable(profile));
        PrintStream progress = System.err;
        Report report = scenario.run(running, new DatabasePopulation(running), settings, progress);
        if (failOnErrors) {
            report.failIf((Long) report.value("counts", "refused"), "refused");
        }
        System.out.print(report.text());
        if (json != null) {
            report.writeTo(json);
        }
        return report.failures().isEmpty() ? LoadTest.GOOD : LoadTest.FAILED;
    }

    /// Refuses a value out of its range with one sentence.
    void check(long value, long least, long most, String what) {
        if (value < least || value > most) {
            throw bad("%s must be from %d to %d, not %d.".formatted(what, least, most, value));
        }
    }

    private RuntimeException bad(String sentence) {
        return command == null
                ? new IllegalStateException(sentence)
                : new ParameterException(command.commandLine(), sentence);
    }
}
