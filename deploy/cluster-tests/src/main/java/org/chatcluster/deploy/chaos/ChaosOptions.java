package org.chatcluster.deploy.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.chatcluster.deploy.chaos.cluster.Switch;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Due;

/// What is asked for on the command line.
///
/// @param time how long faults are injected; connecting before and settling after come on top
/// @param json where the report goes
public record ChaosOptions(Duration time, long seed, Switch without, Path directory, Path json) {
    static final String USAGE =
            """
            deploy/chaos [options]: kills, pauses and cuts off parts of a cluster while people write and read,
            then compares what was acknowledged, stored and delivered. Exit code 1 if a promise was broken.

              --minutes N         how long, 2 if not given; fractions are taken
              --seed S            repeats the schedule of an earlier run; a new one if not given
              --without-outbox    switches the outbox off, which must show
              --without-replay    switches the gateways' replay off, which must show
              --json FILE         where the report goes, target/chaos/report.json of deploy/cluster-tests
              --help              prints this
            """;

    private static final Duration SHORT_RUN = Duration.ofMinutes(3);
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final double MILLIS_PER_MINUTE = 60_000;

    /// Returns a run in a folder.
    public static ChaosOptions of(Duration time, long seed, Switch without, Path directory) {
        return new ChaosOptions(time, seed, without, directory, directory.resolve("report.json"));
    }

    /// @throws IllegalArgumentException with a sentence if they cannot be understood
    static ChaosOptions parse(Path directory, long newSeed, List<String> arguments) {
        Duration time = Duration.ofMinutes(2);
        long seed = newSeed;
        Switch without = Switch.NOTHING;
        Path json = directory.resolve("report.json");
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--minutes" -> time = minutes(value(option, rest));
                case "--seed" -> seed = seed(value(option, rest));
                case "--json" -> json = Path.of(value(option, rest));
                case "--without-outbox" -> without = Switch.OUTBOX;
                case "--without-replay" -> without = Switch.REPLAY;
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        return new ChaosOptions(time, seed, without, directory, json);
    }

    /// Returns how long a part is paused.
    Duration pause() {
        return time.compareTo(SHORT_RUN) <= 0 ? SHORT_PAUSE : PAUSE;
    }

    /// Returns after how long something that is to happen at once counts as not happened: two parts
    /// may have been paused one after the other meanwhile.
    Duration patience() {
        return pause().multipliedBy(2).plus(SETTLING);
    }

    /// Returns what a run of this time must come to. A step takes less than two pauses on average,
    /// on a loaded machine less than three, and long stays begin with the run.
    Due due() {
        FaultKind[] kinds = FaultKind.values();
        boolean isWholeCycle = time.compareTo(pause().multipliedBy(3L * kinds.length)) >= 0;
        return new Due(
                isWholeCycle ? Set.of(kinds) : Set.of(),
                time.compareTo(patience().multipliedBy(4)) >= 0);
    }

    String heading() {
        String switched =
                switch (without) {
                    case NOTHING -> "";
                    case OUTBOX -> ", without the outbox";
                    case REPLAY -> ", without replay";
                };
        return "seed %d, %.1f minutes, 2 API nodes, 3 gateways%s"
                .formatted(seed, time.toMillis() / MILLIS_PER_MINUTE, switched);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static Duration minutes(String text) {
        try {
            double minutes = Double.parseDouble(text);
            if (minutes > 0 && minutes <= 24 * 60) {
                return Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE));
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException("--minutes is " + text + ", expected up to 1440");
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("--seed is " + text + ", expected a whole number");
        }
    }
}
