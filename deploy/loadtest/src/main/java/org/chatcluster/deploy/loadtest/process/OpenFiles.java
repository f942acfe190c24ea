package org.chatcluster.deploy.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files, and so sockets, this process may have open.
public final class OpenFiles {
    /// What the generator opens besides its sockets: libraries, event loops, the database.
    public static final int OTHERS = 200;

    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /// Returns the soft limit, which the Java VM has raised to the hard one at its start.
    public static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith(NAME)) {
                    String soft = line.substring(NAME.length()).strip().split("\\s+", 2)[0];
                    return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
                }
            }
        } catch (IOException _) {
            // no such file: nothing is known of a limit
        }
        return Integer.MAX_VALUE;
    }
}
