package org.chatcluster.api.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.Unavailable;

/// Tells which failures of the database are worth trying again.
final class DatabaseFailures {
    /// Classes 08 (connection), 40 (rollback by serialization or deadlock), 53 (out of resources),
    /// 57 (operator intervention, statement time-out); PostgreSQL documentation, appendix A.
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57");

    /// lock_not_available (lock time-out), idle_in_transaction_session_timeout,
    /// read_only_sql_transaction (a primary that has become a standby).
    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03", "25006");

    /// character_not_in_repertoire, untranslatable_character: text that can't be stored.
    private static final Set<String> UNSTORABLE_STATES = Set.of("22021", "22P05");

    private DatabaseFailures() {}

    /// Returns what to answer to a failure that the database caused, or empty if it is a fault of
    /// ours.
    static Optional<RuntimeException> refusalFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return refusalFor(sql);
            }
        }
        return Optional.empty();
    }

    /// A failure without a state is not the database's: the pool has found the connection closed.
    private static Optional<RuntimeException> refusalFor(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (UNSTORABLE_STATES.contains(state)) {
            return Optional.of(new InvalidInput("body", "has characters that can't be stored"));
        }
        boolean passing =
                failure instanceof SQLTransientConnectionException
                        || state.isEmpty()
                        || PASSING_STATES.contains(state)
                        || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
        if (!passing) {
            return Optional.empty();
        }
        String what = "database state=" + state + " " + firstLine(failure);
        return Optional.of(new Unavailable(what, Duration.ofSeconds(1), failure));
    }

    private static String firstLine(SQLException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
