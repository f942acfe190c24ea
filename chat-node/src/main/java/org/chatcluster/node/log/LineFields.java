package org.chatcluster.node.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which arguments of a log message have a name, read from the message itself: ours are a sentence
/// and then `key={}`, or name what they count by in the sentence, as in `in chat {}`. So the field
/// of a line of JSON and the text of the same line can't differ.
///
/// @param named the arguments that have a name, in their order
record LineFields(List<Named> named) {
    private static final Pattern PLACE = Pattern.compile("\\{}");
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=$");
    private static final Pattern IN_A_SENTENCE =
            Pattern.compile("(?i)\\b(user|chat|message|session|request)(?: created)?:? $");

    /// One name for each thing, whether a line says `chat=1`, `chat_id=1` or `chat 1`.
    private static final Map<String, String> NAMES =
            Map.of(
                    "user", "user_id",
                    "chat", "chat_id",
                    "message", "message_id",
                    "request", "request_id",
                    "session", "session_id",
                    "outbox", "outbox_id");

    /// Fields whose values are numbers; ids of calls and sessions are text, even of digits alone.
    private static final Set<String> NUMBERED =
            Set.of("user_id", "chat_id", "message_id", "outbox_id");

    LineFields {
        named = List.copyOf(named);
    }

    /// An argument and its name.
    ///
    /// @param argument its place, from 0
    record Named(String name, int argument) {}

    /// Reads a message as it was before its arguments were put in.
    static LineFields of(String template) {
        List<Named> named = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        for (int argument = 0; place.find(); argument++) {
            String before = template.substring(0, place.start());
            Matcher key = KEY.matcher(before);
            Matcher word = IN_A_SENTENCE.matcher(before);
            if (key.find()) {
                named.add(new Named(nameOf(key.group(1)), argument));
            } else if (word.find()) {
                named.add(new Named(nameOf(word.group(1).toLowerCase(Locale.ROOT)), argument));
            }
        }
        return new LineFields(named);
    }

    /// Returns whether that field holds a number.
    static boolean isNumbered(String name) {
        return NUMBERED.contains(name);
    }

    /// Returns the field's name for a key of a line or of the context.
    static String nameOf(String key) {
        return NAMES.getOrDefault(key, key);
    }
}
