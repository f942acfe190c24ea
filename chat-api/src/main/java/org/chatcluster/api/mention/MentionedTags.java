package org.chatcluster.api.mention;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds what may be a mention: `@` and a tag, in any case, with no letter, digit or sign of an
/// e-mail address before it and no letter or digit after it. Never blocks.
public final class MentionedTags {
    /// Tags of one message that are looked up at most.
    static final int MOST = 50;

    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_.+@-])@([A-Za-z0-9]{3,32})(?![\\p{L}\\p{N}_])");

    private MentionedTags() {}

    /// Returns the tags in lower case, without repeats, in the order in which they stand there.
    public static List<String> in(String content) {
        return content.indexOf('@') < 0
                ? List.of()
                : MENTION.matcher(content)
                        .results()
                        .map(MentionedTags::tag)
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    private static String tag(MatchResult mention) {
        return mention.group(1).toLowerCase(Locale.ROOT);
    }
}
