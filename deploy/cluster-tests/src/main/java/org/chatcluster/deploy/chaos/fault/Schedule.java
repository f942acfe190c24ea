package org.chatcluster.deploy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What goes wrong, one step after the other, without an end. The same seed gives the same steps.
/// Not thread-safe.
///
/// Invariant: every kind comes once before any comes again.
public final class Schedule {
    private static final double TWO_AT_ONCE = 0.25;
    private static final int MOST_TARGETS = 1 << 10;

    private final List<FaultKind> left = new ArrayList<>();
    private final Random random;
    private final Duration pause;

    /// @param pause how long a part is paused; the gaps between steps are 20 to 80 % of it
    public Schedule(long seed, Duration pause) {
        this.random = new Random(seed);
        this.pause = pause;
    }

    /// Returns the next step.
    public Step next() {
        FaultKind first = take();
        List<Step.Planned> faults = new ArrayList<>();
        faults.add(planned(first, Duration.ZERO));
        if (random.nextDouble() < TWO_AT_ONCE && !left.isEmpty() && fits(first, left.getLast())) {
            faults.add(planned(left.removeLast(), millis(0, 2_000)));
        }
        int longest = (int) pause.toMillis() * 4 / 5;
        return new Step(faults, millis(longest / 4, longest));
    }

    private FaultKind take() {
        if (left.isEmpty()) {
            left.addAll(Arrays.asList(FaultKind.values()));
            Collections.shuffle(left, random);
        }
        return left.removeLast();
    }

    private Step.Planned planned(FaultKind kind, Duration delay) {
        Duration away = millis(200, 2_500);
        return new Step.Planned(
                kind, random.nextInt(MOST_TARGETS), delay, kind.isPause() ? pause : away);
    }

    /// What happens to clients alone says little while something else is broken too.
    private static boolean fits(FaultKind first, FaultKind second) {
        return !first.layer().equals(second.layer())
                && !first.layer().equals("clients")
                && !second.layer().equals("clients");
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most));
    }
}
