package org.chatcluster.api.sync;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Writes events into the body that gateways read ([EventBatch]). Not thread-safe.
public final class EventWriter {
    private static final EventHeader END = new EventHeader(EventType.SYNC_PAGE, 0, 0, 0);

    private final JsonMapper json;
    private final EventBatch.Writer batch = new EventBatch.Writer();

    public EventWriter(JsonMapper json) {
        this.json = json;
    }

    /// Appends a change for those users; none means the caller.
    public void add(List<Long> userIds, Change change) {
        add(userIds, change.header(), change.message());
    }

    /// Appends an event for those users; none means the caller.
    ///
    /// @param data what is written as the frame's data
    public void add(List<Long> userIds, EventHeader header, Object data) {
        batch.add(userIds, header, EventFrame.around(header.type(), encode(data)));
    }

    /// Appends how far the page leads, and returns the body.
    public byte[] end(Object page) {
        add(List.of(), END, page);
        return batch.toBytes();
    }

    private byte[] encode(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
