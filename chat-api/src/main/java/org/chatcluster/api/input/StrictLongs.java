package org.chatcluster.api.input;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Reads ids and seqs from JSON integers alone. The framework's own reading takes `true` for 1,
/// cuts `1.5` to 1 and opens arrays of one, so that a client's mistake would name somebody else's
/// chat.
@Singleton
@Primary
final class StrictLongs implements Deserializer<Long> {
    @Override
    public Long deserialize(Decoder decoder, DecoderContext context, Argument<? super Long> type)
            throws IOException {
        JsonNode node = decoder.decodeNode();
        if (node.isNumber()
                && (node.getNumberValue() instanceof Long
                        || node.getNumberValue() instanceof Integer)) {
            return node.getLongValue();
        }
        throw new SerdeException("an integer is expected");
    }
}
