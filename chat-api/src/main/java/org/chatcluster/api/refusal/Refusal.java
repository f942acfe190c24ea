package org.chatcluster.api.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;

/// An exception that is an answer: the call is refused, its transaction rolls back, and the client
/// reads [#detail()]. Implemented by final unchecked exceptions that are named as facts.
public interface Refusal {
    /// Returns the code of the closed table, and with it the HTTP status.
    ProblemCode code();

    /// Returns a sentence for a person, without anything from inside.
    String detail();

    /// Returns what is wrong with which field of the input; empty unless the input is at fault.
    default List<FieldError> errors() {
        return List.of();
    }

    /// Returns when trying again makes sense, or empty if it does not.
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
