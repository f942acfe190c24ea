package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.deploy.client.wire.Wire;

/// A wire that remembers what was sent.
final class FakeWire implements Wire {
    final List<JsonNode> sent = new ArrayList<>();
    boolean closed;
    boolean aborted;

    @Override
    public void send(String text) {
        sent.add(Frames.parse(text));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    /// Returns the actions so far.
    List<String> actions() {
        return sent.stream().map(frame -> frame.path("action").asText()).toList();
    }

    /// Returns the request id of the frame that was sent last.
    String lastRequestId() {
        return sent.getLast().path("request_id").asText();
    }
}
