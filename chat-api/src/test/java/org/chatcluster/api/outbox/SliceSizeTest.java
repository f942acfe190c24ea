package org.chatcluster.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceSizeTest {
    private final SliceSize slice = new SliceSize(20);

    @Test
    void halvesDownToOneWhileRedisIsTooSlow() {
        for (int size : new int[] {20, 10, 5, 2, 1, 1}) {
            assertThat(slice.size()).isEqualTo(size);
            slice.answered(false);
        }
    }

    @Test
    void growsAgainUpToTheMost() {
        for (int i = 0; i < 5; i++) {
            slice.answered(false);
        }
        for (int size : new int[] {1, 2, 4, 8, 16, 20, 20}) {
            assertThat(slice.size()).isEqualTo(size);
            slice.answered(true);
        }
    }
}
