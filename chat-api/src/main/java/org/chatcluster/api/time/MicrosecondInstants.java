package org.chatcluster.api.time;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes instants as ISO 8601 in UTC with exactly six digits of a second, which is what PostgreSQL
/// keeps: `2026-11-04T14:30:00.123456Z`. A fixed width keeps the text's order that of time.
@Singleton
@Primary
final class MicrosecondInstants implements Serializer<Instant> {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void serialize(
            Encoder encoder,
            EncoderContext context,
            Argument<? extends Instant> type,
            Instant value)
            throws IOException {
        encoder.encodeString(FORMAT.format(value));
    }
}
