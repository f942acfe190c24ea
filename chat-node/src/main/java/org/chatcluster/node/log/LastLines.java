package org.chatcluster.node.log;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/// The end of the log. Lines are written by a thread of their own, so some wait when the process
/// ends.
public final class LastLines {
    private LastLines() {}

    /// Writes what waits, a second long at most, and ends the log. To be called last of all, since
    /// what is logged afterwards is lost; Logback's own shutdown hook runs beside the node's.
    public static void write() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.stop();
        }
    }
}
