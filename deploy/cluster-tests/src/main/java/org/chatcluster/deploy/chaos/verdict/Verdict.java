package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which promises were broken how often, with examples of each.
public record Verdict(Map<Promise, Broken> broken, Counts counts) {
    private static final int MOST_EXAMPLES = 1_000;

    public Verdict {
        broken = Map.copyOf(broken);
    }

    /// How often, and where for instance.
    public record Broken(int times, List<String> examples) {
        public Broken {
            examples = List.copyOf(examples);
        }
    }

    /// Returns how often a promise was broken.
    public int times(Promise promise) {
        Broken found = broken.get(promise);
        return found == null ? 0 : found.times();
    }

    /// Returns whether nothing was broken, in a run that could have shown it.
    public boolean holds() {
        return broken.isEmpty() && counts.missing().isEmpty();
    }

    /// Collects what was broken.
    static final class Builder {
        private final Map<Promise, List<String>> found = new EnumMap<>(Promise.class);
        private long departed;

        void add(Promise promise, String example) {
            found.computeIfAbsent(promise, _ -> new ArrayList<>()).add(example);
        }

        /// Notes that something was looked for that somebody had to have before they were removed.
        void lookedForDeparted() {
            departed++;
        }

        /// Returns how often it was.
        long departed() {
            return departed;
        }

        Verdict build(Counts counts) {
            Map<Promise, Broken> broken = new EnumMap<>(Promise.class);
            found.forEach((promise, all) ->
                    broken.put(
                            promise,
                            new Broken(all.size(), all.stream().limit(MOST_EXAMPLES).toList())));
            return new Verdict(broken, counts);
        }
    }
}
