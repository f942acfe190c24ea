package org.chatcluster.deploy.chaos.history;

/// A change of a message that the server has acknowledged.
///
/// @param state as the answer told it
public record Change(Kind kind, String writer, long chatId, long seq, State state) {
    /// What was done.
    public enum Kind {
        EDIT,
        DELETION,

        /// With an emoji that nobody takes away.
        REACTION,

        /// With one that is taken away again.
        TAKEN_REACTION
    }

    /// The emoji that nobody takes away.
    public static final String KEPT = "❤️";

    /// The emoji that is taken away again.
    public static final String TAKEN = "👍";
}
