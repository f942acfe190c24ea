package org.chatcluster.api.web;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.node.trace.TraceParent;

/// Hands controllers the [CallId] of the call.
@Singleton
final class CallIdBinder implements TypedRequestArgumentBinder<CallId> {
    @Override
    public Argument<CallId> argumentType() {
        return Argument.of(CallId.class);
    }

    @Override
    public BindingResult<CallId> bind(
            ArgumentConversionContext<CallId> context, HttpRequest<?> request) {
        CallId call =
                new CallId(
                        request.getAttribute(RequestIdFilter.ATTRIBUTE, String.class).orElse(""),
                        request.getHeaders().get(TraceParent.HEADER));
        return () -> Optional.of(call);
    }
}
