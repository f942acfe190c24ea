package org.chatcluster.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a log event as one JSON object and a line feed: `ts`, `level`, `logger`, `node`,
/// `message` (the whole line as text has it), then the context's ids (`request_id`, `user_id`),
/// then the line's own named arguments ([LineFields]), then `exception`. A name comes once; the
/// first wins. An id that is a number is one wherever it comes from. Logback makes it by its name,
/// and calls it from one thread at a time.
public final class JsonLine extends EncoderBase<ILoggingEvent> {
    /// The property of the logger context that holds the node's name.
    static final String NODE = "node";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final byte[] NOTHING = {};
    private static final int MOST_TEMPLATES = 4_096;

    private final JsonFactory json = new JsonFactory();
    private final Map<String, LineFields> templates = new ConcurrentHashMap<>();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            new Line(out).write(event);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private LineFields fieldsOf(String template) {
        LineFields known = templates.get(template);
        if (known != null) {
            return known;
        }
        LineFields read = LineFields.of(template);
        // Ours are constants; a library may put its messages together.
        if (templates.size() < MOST_TEMPLATES) {
            templates.put(template, read);
        }
        return read;
    }

    /// The context holds text alone.
    private static Object numberIn(Object value) {
        return value instanceof String text && NUMBER.matcher(text).matches()
                ? (Object) Long.valueOf(text)
                : value;
    }

    /// One object, and which names it has already.
    private final class Line {
        private final JsonGenerator out;
        private final Set<String> written = new HashSet<>();

        Line(JsonGenerator out) {
            this.out = out;
        }

        void write(ILoggingEvent event) throws IOException {
            field("ts", TIME.format(event.getInstant()));
            field("level", event.getLevel().toString());
            field("logger", event.getLoggerName());
            field(NODE, getContext() == null ? null : getContext().getProperty(NODE));
            field("message", event.getFormattedMessage());
            for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
                field(LineFields.nameOf(entry.getKey()), entry.getValue());
            }
            arguments(event.getMessage(), event.getArgumentArray());
            if (event.getThrowableProxy() != null) {
                field("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }

        private void arguments(@Nullable String template, Object @Nullable [] arguments)
                throws IOException {
            if (template == null || arguments == null) {
                return;
            }
            for (LineFields.Named named : fieldsOf(template).named()) {
                if (named.argument() < arguments.length) {
                    field(named.name(), arguments[named.argument()]);
                }
            }
        }

        private void field(String name, @Nullable Object value) throws IOException {
            if (value == null || !written.add(name)) {
                return;
            }
            out.writeFieldName(name);
            switch (LineFields.isNumbered(name) ? numberIn(value) : value) {
                case Long number -> out.writeNumber(number);
                case Integer number -> out.writeNumber(number);
                case Boolean bool -> out.writeBoolean(bool);
                default -> out.writeString(value.toString());
            }
        }
    }
}
