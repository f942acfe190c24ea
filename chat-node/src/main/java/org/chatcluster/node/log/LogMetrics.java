package org.chatcluster.node.log;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what the log lacks. Made at start, since nothing else asks for it.
@Context
final class LogMetrics {
    LogMetrics(MeterRegistry registry) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers
                && loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("async")
                        instanceof LineQueue queue) {
            FunctionCounter.builder("chat.node.dropped.lines", queue, LineQueue::dropped)
                    .description("Lines of the log that were dropped, since too many waited")
                    .register(registry);
        }
    }
}
