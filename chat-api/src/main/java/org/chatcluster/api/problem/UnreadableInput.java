package org.chatcluster.api.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.util.List;
import org.chatcluster.common.problem.Problem.FieldError;

/// Finds which field made a request unreadable, without passing on what the framework says of it.
final class UnreadableInput {
    private static final String WRONG = "has a wrong type or value";

    private UnreadableInput() {}

    /// Returns the field at fault, or nothing if the failure names none.
    static List<FieldError> errorsOf(Throwable failure) {
        return switch (failure) {
            case UnsatisfiedBodyRouteException _ -> List.of(error("body", "is missing"));
            case UnsatisfiedRouteException missing ->
                    List.of(error(missing.getArgument().getName(), "is missing"));
            case ConversionErrorException wrong when inBody(wrong) instanceof SerdeException body ->
                    ofBody(body);
            case ConversionErrorException wrong ->
                    List.of(error(wrong.getArgument().getName(), WRONG));
            case SerdeException body -> ofBody(body);
            case JsonSyntaxException _ -> List.of(error("body", "is not JSON"));
            default -> List.of();
        };
    }

    /// Returns the outermost failure to read a body behind a failed conversion, or the conversion
    /// itself.
    private static Throwable inBody(ConversionErrorException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SerdeException) {
                return cause;
            }
        }
        return failure;
    }

    private static List<FieldError> ofBody(SerdeException failure) {
        return failure.getPath().stream()
                .filter(PropertyReferencePath.class::isInstance)
                .map(step -> ((PropertyReferencePath) step).property().getName())
                .findFirst()
                .map(property -> List.of(error(property, WRONG)))
                .orElse(List.of(error("body", WRONG)));
    }

    private static FieldError error(String name, String message) {
        return new FieldError(FieldNames.snake(name), message);
    }
}
