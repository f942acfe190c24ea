package org.chatcluster.api.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules of tags: 3 to 32 lower case letters and digits, by which people find each other.
public final class Tags {
    /// Characters of a tag at least.
    static final int MIN = 3;

    /// Characters of a tag at most.
    static final int MAX = 32;

    private static final Pattern TAG = Pattern.compile("[a-z0-9]{3,32}");
    private static final String FILLER = "user";

    private Tags() {}

    /// Takes a tag as people write it, with or without `@` and in any case, and returns it as it is
    /// stored, or empty if it can't be one.
    public static Optional<String> normalize(String text) {
        String stripped = text.strip();
        String bare = stripped.startsWith("@") ? stripped.substring(1) : stripped;
        return Optional.of(bare.toLowerCase(Locale.ROOT)).filter(tag -> TAG.matcher(tag).matches());
    }

    /// Derives a tag from a display name: `John Doe` gives `johndoe`. What is too short, or has
    /// nothing that can be written in Latin letters, gets `user` in front.
    static String derive(String displayName) {
        StringBuilder tag = new StringBuilder();
        for (char c : Transliteration.toLatin(displayName).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                tag.append(c);
            }
        }
        String derived = tag.length() < MIN ? FILLER + tag : tag.toString();
        return derived.substring(0, Math.min(MAX, derived.length()));
    }

    /// Returns a tag with a number behind it, shortened so that both fit.
    static String withSuffix(String tag, int number) {
        String suffix = Integer.toString(number);
        return tag.substring(0, Math.min(tag.length(), MAX - suffix.length())) + suffix;
    }
}
