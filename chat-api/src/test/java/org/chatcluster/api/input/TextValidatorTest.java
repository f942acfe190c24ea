package org.chatcluster.api.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextValidatorTest {
    @Test
    void properTextCanBeStored() {
        assertThat(TextValidator.isStorable("Привет 👋\n\t")).isTrue();
    }

    @Test
    void nulAndLoneSurrogatesCanNot() {
        assertThat(TextValidator.isStorable("a\0b")).isFalse();
        assertThat(TextValidator.isStorable("a\ud83d")).isFalse();
        assertThat(TextValidator.isStorable("\udc4ba")).isFalse();
    }
}
