package org.chatcluster.api.message;

/// Which messages of a chat a reader asks for, by seq (keyset paging), `limit` of them at most.
sealed interface MessagePage {
    int MAX_LIMIT = 200;

    /// The newest ones below `seq`.
    record Before(long seq, int limit) implements MessagePage {}

    /// The oldest ones above `seq`.
    record After(long seq, int limit) implements MessagePage {}

    /// Those about `seq`: half of them below it, then that one and those above it.
    record Around(long seq, int limit) implements MessagePage {}
}
