package org.chatcluster.api.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.chatcluster.api.measure.RefusalCounts;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.Problem;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;

/// Writes every problem body, for the framework's own refusals too: all that it reports comes
/// through [#processResponse], which keeps the status and drops the words.
@Singleton
final class Problems implements ErrorResponseProcessor<Problem> {
    private final RefusalCounts counts;

    Problems(RefusalCounts counts) {
        this.counts = counts;
    }

    /// Returns the answer to a refused call.
    MutableHttpResponse<?> of(HttpRequest<?> request, Refusal refusal) {
        MutableHttpResponse<?> response =
                of(request, refusal.code(), refusal.detail(), refusal.errors());
        refusal.retryAfter()
                .ifPresent(wait ->
                        response.header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds(wait))));
        return response;
    }

    /// Returns whole seconds for `Retry-After`, at least one.
    static int seconds(Duration wait) {
        return Math.toIntExact(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /// Returns an answer with that problem as its body; without a body to a HEAD.
    MutableHttpResponse<?> of(
            HttpRequest<?> request, ProblemCode code, String detail, List<FieldError> errors) {
        return fill(
                request, HttpResponse.status(code.status(), code.title()), code, detail, errors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        ProblemCode code = codeOf(response.code());
        List<FieldError> errors =
                code == ProblemCode.BAD_REQUEST
                        ? context.getRootCause().map(UnreadableInput::errorsOf).orElse(List.of())
                        : List.of();
        return (MutableHttpResponse<Problem>)
                fill(context.getRequest(), response, code, detailOf(code), errors);
    }

    private MutableHttpResponse<?> fill(
            HttpRequest<?> request,
            MutableHttpResponse<?> response,
            ProblemCode code,
            String detail,
            List<FieldError> errors) {
        counts.refused(code);
        response.status(code.status(), code.title());
        if (code.status() == ProblemCode.UNAUTHORIZED.status()) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (code == ProblemCode.UNAVAILABLE
                && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return request.getMethod() == HttpMethod.HEAD
                ? response
                : response.body(Problem.of(code, detail, errors)).contentType(Problem.MEDIA_TYPE);
    }

    private static ProblemCode codeOf(int status) {
        return switch (status) {
            case 401 -> ProblemCode.UNAUTHORIZED;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemCode.RATE_LIMITED;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> status < 500 ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL;
        };
    }

    private static String detailOf(ProblemCode code) {
        return switch (code) {
            case BAD_REQUEST -> "the request can't be read";
            case UNAUTHORIZED -> "a valid access token is needed";
            case FORBIDDEN -> "the caller may not do this";
            case NOT_FOUND -> "there is nothing at this address";
            case METHOD_NOT_ALLOWED -> "this address does not take that method";
            case NOT_ACCEPTABLE -> "the answer can't be given in a form that the request accepts";
            case PAYLOAD_TOO_LARGE -> "the request is too large";
            case UNSUPPORTED_MEDIA_TYPE -> "this address does not take that content type";
            case RATE_LIMITED -> "too many requests, wait a little";
            case UNAVAILABLE -> "the server is busy or a part of it is away, try again soon";
            default -> "something went wrong inside";
        };
    }
}
