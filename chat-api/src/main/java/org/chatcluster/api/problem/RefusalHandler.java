package org.chatcluster.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for every exception that leaves a controller and has no handler of its own: refusals, a
/// database that can't serve now, and what nobody expected, which is logged once.
@Singleton
final class RefusalHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

    private final Problems problems;

    RefusalHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        if (failure instanceof Unavailable unavailable) {
            LOG.warn("refused a call, unavailable: {}", unavailable.getMessage());
            return problems.of(request, unavailable);
        }
        if (failure instanceof Refusal refusal) {
            return problems.of(request, refusal);
        }
        Optional<RuntimeException> refusal = DatabaseFailures.refusalFor(failure);
        return refusal.isPresent() ? handle(request, refusal.get()) : unexpected(request, failure);
    }

    private HttpResponse<?> unexpected(HttpRequest<?> request, Throwable failure) {
        LOG.error("call failed method={} path={}", request.getMethod(), request.getPath(), failure);
        return problems.of(request, ProblemCode.INTERNAL, "something went wrong inside", List.of());
    }
}
