package org.chatcluster.gateway.replay;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventBatch.Entry;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.event.UnreadableEvent;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.frame.ServerFrames;
import org.jspecify.annotations.Nullable;

/// One page of what was missed: the events, and where the next page begins.
///
/// @param events all entries but the last
/// @param after the cursor of the next page, null if this is the last
/// @param refused the places of the tokens for which nothing was told
record ReplayPage(List<Entry> events, @Nullable String after, List<Integer> refused) {
    ReplayPage {
        events = List.copyOf(events);
        refused = List.copyOf(refused);
    }

    /// Reads a page.
    ///
    /// @throws UnreadableEvent if it is not a page, or not all of one
    static ReplayPage read(byte[] body, JsonMapper json) {
        List<Entry> entries = EventBatch.read(body);
        if (entries.isEmpty()) {
            throw new UnreadableEvent("page without an end");
        }
        ByteBuffer end = entries.getLast().payload();
        if (EventHeader.readFrom(end).type() != EventType.SYNC_PAGE) {
            throw new UnreadableEvent("page without an end");
        }
        JsonNode told = tree(end, json);
        JsonNode after = told.get("after");
        List<Integer> refused = new ArrayList<>();
        JsonNode places = told.get("refused");
        if (places != null && places.isArray()) {
            places.values().forEach(place -> refused.add(place.getIntValue()));
        }
        return new ReplayPage(
                entries.subList(0, entries.size() - 1),
                after == null || after.isNull() ? null : after.coerceStringValue(),
                refused);
    }

    private static JsonNode tree(ByteBuffer end, JsonMapper json) {
        byte[] bytes = new byte[end.remaining()];
        end.get(bytes);
        try {
            JsonNode tree = json.readValue(bytes, JsonNode.class);
            return tree == null ? JsonNode.nullNode() : tree;
        } catch (IOException _) {
            throw new UnreadableEvent("page whose end can't be read");
        }
    }

    /// Hands every event to `to`, once for each user whom it is for, and returns how many there
    /// were. What an event refers to is only good during the call.
    int handTo(BiConsumer<Long, Arrival> to) {
        int handed = 0;
        for (Entry entry : events) {
            EventHeader header = EventHeader.readFrom(entry.payload());
            if (header.type().isForClients()) {
                ByteBuffer json = entry.payload();
                ByteBuf frame =
                        ServerFrames.text(ByteBufAllocator.DEFAULT, json.remaining())
                                .writeBytes(json);
                try {
                    ClientEvent event = new ClientEvent(header, frame);
                    entry.userIds().forEach(userId -> to.accept(userId, event));
                } finally {
                    frame.release();
                }
                handed += entry.userIds().size();
            }
        }
        return handed;
    }
}
