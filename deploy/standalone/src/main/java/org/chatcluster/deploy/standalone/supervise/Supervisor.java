package org.chatcluster.deploy.standalone.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.chatcluster.deploy.standalone.cluster.Applications;
import org.chatcluster.deploy.standalone.cluster.Cluster;
import org.chatcluster.deploy.standalone.cluster.ClusterSettings;
import org.chatcluster.deploy.standalone.cluster.KnownVariables;
import org.chatcluster.deploy.standalone.cluster.Topology;
import org.jspecify.annotations.Nullable;

/// `deploy/up` as a process: a cluster, kept alive until this process is asked to stop.
public final class Supervisor {
    private static final int BAD_OPTION = 2;

    private final Options options;
    private final Applications applications;
    private final CountDownLatch stop = new CountDownLatch(1);

    private Supervisor(Options options, Applications applications) {
        this.options = options;
        this.applications = applications;
    }

    /// Returns the exit code once everything has been stopped.
    ///
    /// @param arguments the repository's root, then the options
    public static int run(List<String> arguments) {
        Path repository = Path.of(arguments.getFirst());
        return run(
                Applications.of(repository).withEnvironment(System.getenv()),
                repository.resolve(".data"),
                arguments.subList(1, arguments.size()));
    }

    /// @param applications with the environment that `deploy/up` was called in
    static int run(Applications applications, Path defaultData, List<String> arguments) {
        try {
            Options options = Options.parse(defaultData, arguments);
            if (options.help()) {
                System.out.print(Options.USAGE);
                return 0;
            }
            Map<String, String> settings = KnownVariables.settingsIn(applications.environment());
            return new Supervisor(options, applications.withEnvironment(settings))
                    .runUntilStopped();
        } catch (Options.BadOption | KnownVariables.UnknownVariable bad) {
            complain(bad.getMessage());
            return BAD_OPTION;
        }
    }

    /// The thread of the shutdown hook is what a signal starts; it lets this one stop everything,
    /// and keeps the JVM until that is done.
    private int runUntilStopped() {
        Thread main = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> askToStop(main, done), "stop"));
        try (DataFolder folder = DataFolder.open(options.data(), options.fresh())) {
            runIn(folder);
            return 0;
        } catch (CannotStart | StartFailed failed) {
            return complainUnlessStopping(failed);
        } catch (IOException failed) {
            return complainUnlessStopping(new CannotStart(sentence(failed)));
        } catch (UncheckedIOException failed) {
            return complainUnlessStopping(new CannotStart(sentence(failed.getCause())));
        } catch (IllegalStateException failed) {
            return complainUnlessStopping(failed);
        } finally {
            done.countDown();
        }
    }

    private void runIn(DataFolder folder) {
        if (!FreePorts.isFree(options.port())) {
            throw new CannotStart(
                    "port %d is taken or not allowed, choose another with --port."
                            .formatted(options.port()));
        }
        Topology topology = new Topology(options.port(), options.apis(), options.gateways());
        ClusterSettings settings =
                new ClusterSettings(folder.path(), topology, applications, Optional.empty());
        try (Cluster cluster = Cluster.start(settings, Supervisor::say)) {
            try (KeepAlive _ = KeepAlive.of(cluster, Supervisor::say)) {
                say("data, logs/ and run/ are in " + folder.path());
                say(
                        "ready: http://localhost:%d  (demo accounts: admin / admin123, anna / demo12345, boris / demo12345)"
                                .formatted(options.port()));
                Thread rehearsal =
                        Thread.ofPlatform()
                                .daemon()
                                .name("rehearsal")
                                .start(() -> rehearse(cluster));
                awaitStop();
                end(rehearsal);
            }
            say("stopping");
        }
    }

    /// Without what it makes, the next start is as slow as this one was, and nothing else;
    /// therefore a failure is not told, also since being told to stop looks the same.
    private static void rehearse(Cluster cluster) {
        try {
            cluster.rehearse();
        } catch (StartFailed | IllegalStateException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Thread rehearsal) {
        rehearsal.interrupt();
        try {
            rehearsal.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStop() {
        try {
            stop.await();
        } catch (InterruptedException _) {
            // asked to stop before it was looked for; the interrupt has done its work
        }
    }

    private void askToStop(Thread main, CountDownLatch done) {
        stop.countDown();
        main.interrupt();
        try {
            done.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int complainUnlessStopping(RuntimeException failed) {
        if (stop.getCount() == 0) {
            return 0;
        }
        complain(failed.getMessage() == null ? failed.toString() : failed.getMessage());
        if (failed instanceof StartFailed part && !part.lastLines().isEmpty()) {
            System.err.println("the end of " + part.log() + ":");
            part.lastLines().forEach(line -> System.err.println("  " + line));
        }
        return 1;
    }

    private static String sentence(@Nullable IOException failed) {
        String message = failed == null ? "" : String.valueOf(failed.getMessage());
        return message.contains("No space left on device")
                ? "the disk is full: " + message
                : "a file cannot be read or written: " + message;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void complain(@Nullable String sentence) {
        System.err.println("deploy/up: " + sentence);
    }
}
