package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.List;
import org.chatcluster.deploy.chaos.history.MembershipFact;

/// A time in which somebody was a member of a chat.
///
/// @param joined the seq at which it began; 0 for the chat's beginning
/// @param joinedAt when that was
/// @param left the seq at which it ended; [#NEVER] if it did not
/// @param leftAt when that was
record Stay(long joined, long joinedAt, long left, long leftAt) {
    static final long NEVER = Long.MAX_VALUE;

    /// Returns whether what took that seq was for them.
    boolean holds(long seq) {
        return seq >= joined && seq < left;
    }

    /// Returns whether what took that seq may have been shown to them, as history, at that time.
    boolean mayShow(long seq, long at) {
        return seq < left && joinedAt <= at;
    }

    boolean isOver() {
        return left != NEVER;
    }

    /// Returns the stays of one user in one chat.
    ///
    /// @param facts of that user and chat, by seq
    /// @param isMember whether they are a member in the end
    static List<Stay> of(List<MembershipFact> facts, boolean isMember) {
        List<Stay> stays = new ArrayList<>();
        boolean inside = facts.isEmpty() ? isMember : !facts.getFirst().came();
        long since = 0;
        long sinceWhen = 0;
        for (MembershipFact fact : facts) {
            if (fact.came()) {
                since = fact.seq();
                sinceWhen = fact.ts();
            } else if (inside) {
                stays.add(new Stay(since, sinceWhen, fact.seq(), fact.ts()));
            }
            inside = fact.came();
        }
        if (inside) {
            stays.add(new Stay(since, sinceWhen, NEVER, NEVER));
        }
        return stays;
    }
}
