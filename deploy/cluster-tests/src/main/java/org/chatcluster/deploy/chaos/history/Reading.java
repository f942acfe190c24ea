package org.chatcluster.deploy.chaos.history;

import java.util.List;

/// What was marked as read.
///
/// @param answered read marks, in the order of the answers, for each user
/// @param sampled read marks in PostgreSQL, one look after the other; the last is the final state
/// @param unread counts in the end
public record Reading(List<Mark> answered, List<Mark> sampled, List<Unread> unread) {
    public Reading {
        answered = List.copyOf(answered);
        sampled = List.copyOf(sampled);
        unread = List.copyOf(unread);
    }
}
