package org.chatcluster.api.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.api.refusal.InvalidInput;

/// How far a replay has come. First the chats that users joined, by user and chat; then what
/// happened in their chats, by chat and seq. On the wire it is opaque text.
///
/// @param sinceMicros the time, by the database's clock, since when events are told
sealed interface ReplayCursor {
    Pattern TEXT = Pattern.compile("([jc])\\.([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,18})");

    long sinceMicros();

    /// Joinings after this user's of that chat.
    record Joined(long sinceMicros, long userId, long chatId) implements ReplayCursor {}

    /// Changes of this chat after that seq, and of those with higher ids.
    record Changed(long sinceMicros, long chatId, long seq) implements ReplayCursor {}

    /// @throws InvalidInput for text that [#text] did not make
    static ReplayCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInput("after", "must be one that the server gave");
        }
        long since = Long.parseLong(matcher.group(2));
        long first = Long.parseLong(matcher.group(3));
        long second = Long.parseLong(matcher.group(4));
        return matcher.group(1).equals("j")
                ? new Joined(since, first, second)
                : new Changed(since, first, second);
    }

    default String text() {
        return switch (this) {
            case Joined(var since, var user, var chat) -> "j." + since + "." + user + "." + chat;
            case Changed(var since, var chat, var seq) -> "c." + since + "." + chat + "." + seq;
        };
    }
}
