package org.chatcluster.api.reaction;

import org.chatcluster.api.refusal.InvalidInput;

/// What can be a reaction: one emoji, as a sequence of code points (Unicode Technical Standard 51).
///
/// @param text one to sixteen code points that emojis are made of, and at least one that is none of
///   their joints alone
record Emoji(String text) {
    private static final int MAX_CODE_POINTS = 16;
    private static final int KEYCAP = 0x20E3;
    private static final int FIRST_FLAG_LETTER = 0x1F1E6;
    private static final int LAST_FLAG_LETTER = 0x1F1FF;

    /// @throws InvalidInput if the text is none
    Emoji {
        long length = text.codePoints().count();
        if (length < 1
                || length > MAX_CODE_POINTS
                || !text.codePoints().allMatch(Emoji::isPart)
                || text.codePoints().noneMatch(Emoji::isSign)) {
            throw new InvalidInput("emoji", "must be an emoji");
        }
    }

    private static boolean isPart(int codePoint) {
        return Character.isEmoji(codePoint) || Character.isEmojiComponent(codePoint);
    }

    private static boolean isSign(int codePoint) {
        return Character.isExtendedPictographic(codePoint)
                || codePoint == KEYCAP
                || (codePoint >= FIRST_FLAG_LETTER && codePoint <= LAST_FLAG_LETTER);
    }
}
