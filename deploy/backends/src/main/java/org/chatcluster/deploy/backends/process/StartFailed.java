package org.chatcluster.deploy.backends.process;

import java.nio.file.Path;
import java.util.List;

/// A program did not come to serve; the message says which and why, in one sentence.
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path log;
    private final transient List<String> lastLines;

    StartFailed(String sentence, Path log, List<String> lastLines) {
        super(sentence);
        this.log = log;
        this.lastLines = List.copyOf(lastLines);
    }

    /// Returns the log of the program.
    public Path log() {
        return log;
    }

    /// Returns the end of that log, at most twenty lines.
    public List<String> lastLines() {
        return lastLines;
    }
}
