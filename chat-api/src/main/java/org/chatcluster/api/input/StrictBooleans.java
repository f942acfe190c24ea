package org.chatcluster.api.input;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Reads booleans from `true` and `false` alone. The framework's own reading takes any text for
/// false.
@Singleton
@Primary
final class StrictBooleans implements Deserializer<Boolean> {
    @Override
    public Boolean deserialize(
            Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
            throws IOException {
        JsonNode node = decoder.decodeNode();
        if (node.isBoolean()) {
            return node.getBooleanValue();
        }
        throw new SerdeException("true or false is expected");
    }
}
