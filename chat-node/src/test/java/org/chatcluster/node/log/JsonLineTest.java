package org.chatcluster.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLineTest {
    private final LoggerContext context = new LoggerContext();
    private final JsonLine encoder = new JsonLine();

    JsonLineTest() {
        context.putProperty(JsonLine.NODE, "api-1");
        encoder.setContext(context);
    }

    private String line(
            Map<String, String> mdc, @Nullable Throwable thrown, String text, Object... args) {
        LoggingEvent event =
                new LoggingEvent(
                        "fqcn", context.getLogger("a.FanOut"), Level.INFO, text, thrown, args);
        event.setInstant(Instant.parse("2026-11-21T10:00:00.123456Z"));
        event.setMDCPropertyMap(mdc);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void idsOfTheLineAndOfTheCallAreFields() {
        String line =
                line(
                        Map.of("request", "r-1"),
                        null,
                        "Broadcast {} to {} participants in chat {} message={} seq={}",
                        "message.created",
                        2,
                        7L,
                        42L,
                        3L);

        assertThat(line)
                .isEqualTo(
                        """
                        {"ts":"2026-11-21T10:00:00.123456Z","level":"INFO","logger":"a.FanOut","node":"api-1",\
                        "message":"Broadcast message.created to 2 participants in chat 7 message=42 seq=3",\
                        "request_id":"r-1","chat_id":7,"message_id":42,"seq":3}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Published {} to user {} for message {} | [Named[name=user_id, argument=1],"
                        + " Named[name=message_id, argument=2]]",
                "Message created: {} in chat {} | [Named[name=message_id, argument=0],"
                        + " Named[name=chat_id, argument=1]]",
                "WebSocket connected: user_id={} session={} | [Named[name=user_id, argument=0],"
                        + " Named[name=session_id, argument=1]]",
                "rows={} left={} | [Named[name=rows, argument=0], Named[name=left, argument=1]]",
                "nothing is named {} | []",
            })
    void argumentsAreNamedByTheSentence(String template, String fields) {
        assertThat(LineFields.of(template).named()).hasToString(fields);
    }

    @Test
    void idsThatAreNumbersAreSoWhereverTheyComeFrom() {
        assertThat(line(Map.of("user", "12", "request", "34"), null, "chat={}", "56"))
                .contains("\"user_id\":12", "\"request_id\":\"34\"", "\"chat_id\":56");
        assertThat(line(Map.of("user_id", "12"), null, "user={} message={}", 7L, "none"))
                .contains("\"user_id\":12", "\"message_id\":\"none\"");
    }

    @Test
    void lineStaysOneLineWhateverIsInIt() {
        String line =
                line(Map.of(), new IllegalStateException("a\n\"b\""), "cause={}", "x\ny\u0000");

        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line)
                .contains("\"cause\":\"x\\ny\\u0000\"", "\"exception\":\"java.lang.IllegalState");
    }

    @Test
    void nameOfTheNodeIsNotOverwritten() {
        assertThat(line(Map.of(), null, "started node={} level={}", "other", "high"))
                .contains("\"node\":\"api-1\"", "\"level\":\"INFO\"")
                .doesNotContain("\"other\"", "\"high\"");
    }

    @Test
    void unknownFormatIsRefused() {
        assertThat(new LogConfig("json").format()).isEqualTo("json");
        assertThatThrownBy(() -> new LogConfig("yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("chat.log.format is yaml, expected text or json");
    }
}
