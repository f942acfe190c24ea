package org.chatcluster.api.input;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Reads texts from JSON strings alone, and not from arrays of one as the framework does.
@Singleton
@Primary
final class StrictStrings implements Deserializer<String> {
    @Override
    public String deserialize(
            Decoder decoder, DecoderContext context, Argument<? super String> type)
            throws IOException {
        JsonNode node = decoder.decodeNode();
        if (node.isString()) {
            return node.getStringValue();
        }
        throw new SerdeException("a string is expected");
    }
}
