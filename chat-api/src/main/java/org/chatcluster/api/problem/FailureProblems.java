package org.chatcluster.api.problem;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.chatcluster.api.measure.RefusalCounts;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.command.SendBatch.Answer;
import org.chatcluster.common.problem.Problem;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers to failures of commands that share a call with others: the same problems as the
/// handlers of this package give to calls of their own. Thread-safe.
@Singleton
public final class FailureProblems {
    private static final Logger LOG = LoggerFactory.getLogger(FailureProblems.class);

    private final JsonMapper json;
    private final RefusalCounts counts;

    FailureProblems(JsonMapper json, RefusalCounts counts) {
        this.json = json;
        this.counts = counts;
    }

    /// Returns the answer to a failure.
    ///
    /// @param what names the command in the log
    public Answer answer(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return switch (cause) {
            case Unavailable unavailable -> {
                LOG.warn("refused {}, unavailable: {}", what, unavailable.getMessage());
                yield answer(unavailable);
            }
            case Refusal refusal -> answer(refusal);
            case ConstraintViolationException violations ->
                    answer(ConstraintViolations.inputOf(violations));
            case JsonSyntaxException _, SerdeException _ ->
                    answer(
                            ProblemCode.BAD_REQUEST,
                            "the request can't be read",
                            UnreadableInput.errorsOf(cause),
                            0);
            default ->
                    DatabaseFailures.refusalFor(cause)
                            .map(refusal -> answer(what, refusal))
                            .orElseGet(() -> unexpected(what, cause));
        };
    }

    private Answer answer(Refusal refusal) {
        return answer(
                refusal.code(),
                refusal.detail(),
                refusal.errors(),
                refusal.retryAfter().map(Problems::seconds).orElse(0));
    }

    private Answer unexpected(String what, Throwable failure) {
        LOG.error("{} failed", what, failure);
        return answer(ProblemCode.INTERNAL, "something went wrong inside", List.of(), 0);
    }

    private Answer answer(
            ProblemCode code, String detail, List<FieldError> errors, int retryAfterSeconds) {
        counts.refused(code);
        try {
            byte[] body = json.writeValueAsBytes(Problem.of(code, detail, errors));
            return new Answer(code.status(), retryAfterSeconds, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
