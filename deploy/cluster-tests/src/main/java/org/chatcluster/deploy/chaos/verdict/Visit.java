package org.chatcluster.deploy.chaos.verdict;

import java.util.Comparator;

/// Somebody and a chat that they come to and go from.
record Visit(long chatId, long userId) implements Comparable<Visit> {
    private static final Comparator<Visit> ORDER =
            Comparator.comparingLong(Visit::chatId).thenComparingLong(Visit::userId);

    @Override
    public int compareTo(Visit other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "user " + userId + " in chat " + chatId;
    }
}
