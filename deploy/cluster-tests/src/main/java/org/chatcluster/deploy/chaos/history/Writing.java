package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// What was written.
///
/// @param acked in the order of the answers, for each writer
/// @param refused sends that the server refused for good
/// @param stored what PostgreSQL holds in the end
/// @param changing what was changed of it
public record Writing(
        List<Acked> acked, List<String> refused, List<Stored> stored, Changing changing) {
    public Writing {
        acked = List.copyOf(acked);
        refused = List.copyOf(refused);
        stored = List.copyOf(stored);
    }
}
