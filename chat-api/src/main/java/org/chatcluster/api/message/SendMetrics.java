package org.chatcluster.api.message;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/// Tells how many messages wait to be committed. Made at start, since nothing else asks for it.
@Context
final class SendMetrics {
    SendMetrics(MessageSender sender, MeterRegistry registry) {
        Gauge.builder("chat.api.send.waiting", sender, MessageSender::waiting)
                .description("Messages that wait for their turn in a lane")
                .register(registry);
    }
}
