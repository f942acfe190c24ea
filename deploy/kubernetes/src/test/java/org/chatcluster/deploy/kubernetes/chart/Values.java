package org.chatcluster.deploy.kubernetes.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The installations that all tests of objects look at.
public enum Values {
    /// What the chart says by itself.
    DEFAULTS,

    /// As little as can be said to be reached by clients.
    MINIMAL,

    /// All that can be said.
    EVERYTHING;

    /// Returns the files that say it.
    List<Path> files() {
        String name = name().toLowerCase(Locale.ROOT) + ".yaml";
        return this == DEFAULTS ? List.of() : List.of(Path.of("src/test/resources/values", name));
    }
}
