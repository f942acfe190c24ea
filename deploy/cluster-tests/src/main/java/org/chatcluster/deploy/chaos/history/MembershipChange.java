package org.chatcluster.deploy.chaos.history;

/// Somebody was added to a group or removed from it, or it was tried.
///
/// @param seq the chat's, as the answer told it; 0 where it tells none
/// @param answered whether it was answered; else PostgreSQL may hold it or not
public record MembershipChange(Kind kind, long chatId, long userId, long seq, boolean answered) {
    /// What was done.
    public enum Kind {
        ADDED,
        REMOVED,

        /// By themself.
        LEFT
    }
}
