package org.chatcluster.deploy.loadtest.tally;

/// Up to which seq each user of a lane has their chat in one piece: what a client resumes from.
/// Belongs to one event loop.
///
/// Invariant: a user has every message up to [#whole], and so asks for nothing less by resuming
/// there. Messages further than [#AHEAD] beyond a hole are forgotten, and come again.
public final class Reached {
    private static final int AHEAD = Long.SIZE;

    private final long[] whole;
    private final long[] beyond;
    private final long[] highest;
    private final int members;

    /// Takes how many chats there are, none with a message, and how many members each has.
    public Reached(int chats, int members) {
        this.whole = new long[chats * members];
        this.beyond = new long[chats * members];
        this.highest = new long[chats];
        this.members = members;
    }

    /// Counts a message that has come to the user at that place.
    public void received(int place, long seq) {
        int chat = place / members;
        highest[chat] = Math.max(highest[chat], seq);
        long ahead = seq - whole[place] - 1;
        if (ahead >= 0 && ahead < AHEAD) {
            beyond[place] |= 1L << ahead;
            int run = Long.numberOfTrailingZeros(~beyond[place]);
            whole[place] += run;
            beyond[place] = run == Long.SIZE ? 0 : beyond[place] >>> run;
        }
    }

    /// Returns the seq up to which that user has everything.
    public long whole(int place) {
        return whole[place];
    }

    /// Returns the highest seq that came to any member of the chat at that place.
    public long highest(int chat) {
        return highest[chat];
    }
}
