package org.chatcluster.deploy.chaos.people;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatcluster.deploy.chaos.frames.CheckedWires;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.client.ChatClient;

/// A client of somebody's, and what it was brought.
public record Device(
        DeviceLog.Owner owner,
        Person person,
        ChatClient client,
        Recorder recorder,
        CheckedWires wires)
        implements AutoCloseable {
    public String name() {
        return owner.name();
    }

    public DeviceLog.Kind kind() {
        return owner.kind();
    }

    /// Returns the id of the socket that is open and in step, if one is.
    public Optional<String> openSession() {
        return recorder.open().map(span -> span.sessionId());
    }

    /// Returns the sum, over all messages of its person's own chats that it was brought, of the
    /// last change seq of each.
    public long changes() {
        return recorder.changes(person.chats());
    }

    /// Returns the members of each chat that it takes its user for a member of.
    public Map<Long, Set<Long>> members() {
        return recorder.members();
    }

    DeviceLog log() {
        return recorder.log(owner, wires.log());
    }

    @Override
    public void close() {
        client.close();
    }
}
