package org.chatcluster.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {
    @ParameterizedTest
    @CsvSource({
        "John Doe, johndoe",
        "Alice, alice",
        "Вася Щукин, vasiashchukin",
        "Объезд Ёлки, obieezdelki",
        "Ґанна Їжак, gannaizhak",
        "José Ñandú, josenandu",
        "Straße Ærø, strasseaero",
        "Łukasz, lukasz",
        "李雷, user",
        "Bo, userbo",
        "'  R2-D2! ', r2d2",
        "ＦＵＬＬ, full",
    })
    void tagComesFromTheName(String name, String tag) {
        assertThat(Tags.derive(name)).isEqualTo(tag);
    }

    @Test
    void derivedTagIsNeverTooLong() {
        assertThat(Tags.derive("щ".repeat(100))).hasSize(32);
        assertThat(Tags.withSuffix("a".repeat(32), 123_456)).hasSize(32).endsWith("a123456");
    }

    @ParameterizedTest
    @CsvSource({"alice, alice", "@Alice, alice", "' @ALICE77 ', alice77"})
    void tagIsFoundHoweverItIsWritten(String text, String tag) {
        assertThat(Tags.normalize(text)).contains(tag);
    }

    @ParameterizedTest
    @CsvSource({"al", "@", "@@alice", "a b c", "alice!", "алиса"})
    void textThatCanNotBeATagIsNone(String text) {
        assertThat(Tags.normalize(text)).isEmpty();
        assertThat(Tags.normalize("a".repeat(33))).isEmpty();
    }
}
