package org.chatcluster.deploy.client.stream;

/// An event of a chat that tells a seq, as it came: before it is ordered, and again with each
/// repeat.
///
/// @param name as in the frame
/// @param seq that the event took; for a read mark the message's that it stands at
/// @param ownRemoval whether it says that the client's user is not a member any more
public record ChatEvent(String name, long chatId, long seq, Origin origin, boolean ownRemoval) {
    /// Returns whether it took no seq, and tells of a message that may be an older one.
    public boolean isOfTheMoment() {
        return name.equals("message.read") || name.equals("message.read_by_all");
    }
}
