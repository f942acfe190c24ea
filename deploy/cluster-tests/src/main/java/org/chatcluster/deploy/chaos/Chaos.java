package org.chatcluster.deploy.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.chatcluster.deploy.chaos.cluster.Truth;
import org.chatcluster.deploy.chaos.verdict.Report;

/// `deploy/chaos` as a process.
public final class Chaos {
    private static final int BROKEN = 1;
    private static final int CANNOT = 2;
    private static final long SEEDS = 1_000_000;

    private Chaos() {}

    /// @param arguments the repository's root, then the options
    static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws IOException {
        Path repository = Path.of(arguments.getFirst());
        List<String> given = arguments.subList(1, arguments.size());
        if (given.contains("--help")) {
            System.out.print(ChaosOptions.USAGE);
            return 0;
        }
        try {
            Path directory = repository.resolve("deploy/cluster-tests/target/chaos");
            long seed = ThreadLocalRandom.current().nextLong(SEEDS);
            ChaosOptions options = ChaosOptions.parse(directory, seed, given);
            System.out.println(options.heading());
            Report report = new ChaosRun(options, System.out::println).run(repository);
            System.out.print(report.table());
            Files.writeString(options.json(), report.json());
            System.out.println("the same as JSON: " + options.json());
            return report.verdict().holds() ? 0 : BROKEN;
        } catch (IllegalArgumentException
                | IllegalStateException
                | StartFailed
                | Truth.Unanswered failed) {
            System.err.println("deploy/chaos: " + failed.getMessage());
            return CANNOT;
        } catch (InterruptedException _) {
            return CANNOT;
        }
    }
}
