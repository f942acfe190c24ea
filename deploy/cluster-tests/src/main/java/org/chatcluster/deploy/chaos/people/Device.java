package org.chatcluster.deploy.chaos.people;

import java.util.Optional;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.client.ChatClient;

/// A client of somebody's, and what it was brought.
public record Device(
        String name, DeviceLog.Kind kind, Person person, ChatClient client, Recorder recorder)
        implements AutoCloseable {
    /// Returns the id of the socket that is open and in step, if one is.
    public Optional<String> openSession() {
        return recorder.open().map(span -> span.sessionId());
    }

    /// Returns the sum, over all messages that it was brought, of the last change seq of each.
    public long changes() {
        return recorder.changes();
    }

    DeviceLog log() {
        return recorder.log(name, kind, person.chats());
    }

    @Override
    public void close() {
        client.close();
    }
}
