package org.chatcluster.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.Status;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/// The `logback.xml` of both kinds of nodes.
final class LogbackFilesTest {
    private static Encoder<?> encoder(String module, String format) throws Exception {
        LoggerContext context = new LoggerContext();
        if (!format.isEmpty()) {
            context.putProperty("CHAT_LOG_FORMAT", format);
        }
        context.putProperty("CHAT_NODE_NAME", "node-7");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("..", module, "src/main/resources/logback.xml").toFile());
        try {
            assertThat(context.getStatusManager().getCopyOfStatusList())
                    .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
            assertThat(context.getProperty(JsonLine.NODE)).isEqualTo("node-7");
            var appender = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("async");
            var console = ((AsyncAppender) appender).iteratorForAppenders().next();
            return ((ConsoleAppender<?>) console).getEncoder();
        } finally {
            context.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-api", "chat-gateway"})
    void textIsTheDefaultAndJsonIsWrittenOnDemand(String module) throws Exception {
        assertThat(encoder(module, "")).isInstanceOf(PatternLayoutEncoder.class);
        assertThat(encoder(module, "text")).isInstanceOf(PatternLayoutEncoder.class);
        assertThat(encoder(module, "json")).isInstanceOf(JsonLine.class);
    }
}
