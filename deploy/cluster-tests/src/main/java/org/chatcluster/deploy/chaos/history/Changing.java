package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// What was changed.
///
/// @param acked in the order of the answers, for each writer
/// @param unanswered for each change that got no answer the chat; PostgreSQL may hold it or not
public record Changing(List<Change> acked, List<Long> unanswered) {
    public Changing {
        acked = List.copyOf(acked);
        unanswered = List.copyOf(unanswered);
    }
}
