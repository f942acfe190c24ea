package org.chatcluster.api.refusal;

import java.util.List;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;

/// The input is well-formed and its values are not acceptable.
public final class InvalidInput extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidInput(List<FieldError> errors) {
        super("invalid input", null, false, false);
        this.errors = List.copyOf(errors);
    }

    /// Refuses one field, by its name in the request.
    public InvalidInput(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.INVALID_INPUT;
    }

    @Override
    public String detail() {
        return "some values are not acceptable, see errors";
    }

    @Override
    public List<FieldError> errors() {
        return errors;
    }
}
