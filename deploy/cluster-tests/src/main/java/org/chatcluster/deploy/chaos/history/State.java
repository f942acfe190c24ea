package org.chatcluster.deploy.chaos.history;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a message looked at one time. An edit leaves the words that were sent, and puts its number
/// behind them.
///
/// @param changeSeq the seq of the change that made it so
/// @param content empty once it is deleted
/// @param reactions how often each emoji stands under it
public record State(
        long changeSeq, String content, boolean deleted, Map<String, Integer> reactions) {
    private static final Pattern EDITED = Pattern.compile("(.*) edit ([0-9]{1,9})");

    public State {
        reactions = Map.copyOf(reactions);
    }

    /// Returns the content of that edit of a message.
    public static String edited(String words, int number) {
        return words + " edit " + number;
    }

    /// Returns the words that were sent.
    public String words() {
        Matcher edited = EDITED.matcher(content);
        return edited.matches() ? edited.group(1) : content;
    }

    /// Returns the number of the edit, 0 before the first one.
    public int edit() {
        Matcher edited = EDITED.matcher(content);
        return edited.matches() ? Integer.parseInt(edited.group(2)) : 0;
    }

    /// Returns whether the two show the same message; what is deleted shows nothing.
    public boolean agreesWith(State other) {
        return deleted || other.deleted || words().equals(other.words());
    }
}
