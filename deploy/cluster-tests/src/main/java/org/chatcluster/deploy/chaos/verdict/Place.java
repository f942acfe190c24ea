package org.chatcluster.deploy.chaos.verdict;

/// What names a message.
record Place(long chatId, long seq) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byChat = Long.compare(chatId, other.chatId);
        return byChat == 0 ? Long.compare(seq, other.seq) : byChat;
    }

    @Override
    public String toString() {
        return "chat " + chatId + " seq " + seq;
    }
}
