package org.chatcluster.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    @Test
    void visibleAsciiIsAKey() {
        assertThat(new IdempotencyKey("5f0c-~!").text()).isEqualTo("5f0c-~!");
        assertThat(new IdempotencyKey("k".repeat(200)).text()).hasSize(200);
        assertThat(IdempotencyKey.NONE.text()).isNull();
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", "a b", "k".repeat(201), "ключ", "a\u007f"}) {
            assertThatThrownBy(() -> new IdempotencyKey(text))
                    .isInstanceOf(IdempotencyKeyMalformed.class);
        }
    }
}
