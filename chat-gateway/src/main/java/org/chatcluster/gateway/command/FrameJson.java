package org.chatcluster.gateway.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Writes the bodies of the calls that frames become. Thread-safe.
public final class FrameJson {
    /// A frame is UTF-8: what looks like another encoding is no JSON.
    public static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private FrameJson() {}

    /// Writes the fields of an object.
    public interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /// Returns an object of those fields.
    public static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    /// Writes a number unless it is null.
    public static void number(JsonGenerator out, String name, @Nullable Long value)
            throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    /// Writes a string unless it is null.
    public static void string(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /// Writes JSON text as it is unless it is null.
    public static void raw(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            out.writeRawValue(value);
        }
    }
}
