package org.chatcluster.api.settings;

import java.sql.SQLException;

/// Says why a node can't start.
public final class StartFailure {
    private StartFailure() {}

    /// Returns one sentence for the person who starts the node.
    public static String sentence(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return "PostgreSQL, at the place that chat.database.url names, says: "
                        + firstLine(cause);
            }
            root = cause;
        }
        return firstLine(root);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
