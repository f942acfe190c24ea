package org.chatcluster.node.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/// Makes what makes tracers.
final class Providers {
    private Providers() {}

    /// Returns a provider of spans of that node, all of which go to that processor.
    static SdkTracerProvider of(SpanProcessor processor, String service, String node) {
        Attributes attributes =
                Attributes.of(
                        AttributeKey.stringKey("service.name"), service,
                        AttributeKey.stringKey("service.instance.id"), node);
        return SdkTracerProvider.builder()
                .setResource(Resource.create(attributes))
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(processor)
                .build();
    }
}
