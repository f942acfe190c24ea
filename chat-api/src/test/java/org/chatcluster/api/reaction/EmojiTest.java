package org.chatcluster.api.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chatcluster.api.refusal.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "👋🏽", "👨‍👩‍👧‍👦", "🇪🇺", "5️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
    void emojisAreTaken(String text) {
        assertThat(new Emoji(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", "+1", "12", "👍 ", "👍a", "\u200d", "\u0000", "\ud83d", "<b>"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> new Emoji(text)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 1_000})
    void endlessOnesAreRefused(int length) {
        String text = "👍".repeat(length);

        assertThatThrownBy(() -> new Emoji(text)).isInstanceOf(InvalidInput.class);
    }
}
