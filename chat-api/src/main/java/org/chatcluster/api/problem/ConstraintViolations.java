package org.chatcluster.api.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.problem.Problem.FieldError;

/// Answers input that violates the annotations of its record: 422, one entry for each field at
/// fault.
@Singleton
@Replaces(ConstraintExceptionHandler.class)
final class ConstraintViolations
        implements ExceptionHandler<ConstraintViolationException, HttpResponse<?>> {
    private final Problems problems;

    ConstraintViolations(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, ConstraintViolationException failure) {
        return problems.of(request, inputOf(failure));
    }

    /// Returns the refusal of that input.
    static InvalidInput inputOf(ConstraintViolationException failure) {
        List<FieldError> errors =
                failure.getConstraintViolations().stream()
                        .map(violation ->
                                new FieldError(
                                        FieldNames.of(violation.getPropertyPath()),
                                        violation.getMessage()))
                        .sorted(
                                Comparator.comparing(FieldError::field)
                                        .thenComparing(FieldError::message))
                        .collect(
                                Collectors.toMap(
                                        FieldError::field,
                                        Function.identity(),
                                        (first, _) -> first,
                                        LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList();
        return new InvalidInput(errors);
    }
}
