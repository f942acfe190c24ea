package org.chatcluster.api.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.api.refusal.InvalidInput;

/// How far a replay has come. First the chats that users left, by user and chat; then those that
/// they joined, likewise; then what happened in their chats, by chat and seq. On the wire it is
/// opaque text.
///
/// @param sinceMicros the time, by the database's clock, since when events are told
sealed interface ReplayCursor {
    Pattern TEXT = Pattern.compile("([djc])\\.([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,18})");

    long sinceMicros();

    /// Departures after this user's from that chat.
    record Departed(long sinceMicros, long userId, long chatId) implements ReplayCursor {}

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
        return switch (matcher.group(1)) {
            case "d" -> new Departed(since, first, second);
            case "j" -> new Joined(since, first, second);
            default -> new Changed(since, first, second);
        };
    }

    default String text() {
        return switch (this) {
            case Departed(var since, var user, var chat) -> "d." + since + "." + user + "." + chat;
            case Joined(var since, var user, var chat) -> "j." + since + "." + user + "." + chat;
            case Changed(var since, var chat, var seq) -> "c." + since + "." + chat + "." + seq;
        };
    }
}
