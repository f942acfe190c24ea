package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatcluster.gateway.command.Command.Ping;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final Command COMMAND = new Ping(null);

    private final Backlog backlog = new Backlog(4);

    @Test
    void isFullOfCommandsUntilHalfAreGone() {
        add(4, 10);
        assertThat(backlog.isFull()).isTrue();
        backlog.poll();
        assertThat(backlog.isFull()).isFalse();
        assertThat(backlog.isHalfEmpty()).isFalse();
        backlog.poll();

        assertThat(backlog.isHalfEmpty()).isTrue();
    }

    @Test
    void isFullOfBytesUntilHalfAreGone() {
        add(1, Backlog.MOST_BYTES / 2);
        assertThat(backlog.isFull()).isFalse();
        add(1, Backlog.MOST_BYTES / 2 + 1);
        assertThat(backlog.isFull()).isTrue();
        backlog.poll();
        assertThat(backlog.isHalfEmpty()).isFalse();
        backlog.poll();

        assertThat(backlog.isHalfEmpty()).isTrue();
        assertThat(backlog.isEmpty()).isTrue();
    }

    private void add(int commands, int bytes) {
        for (int i = 0; i < commands; i++) {
            backlog.add(COMMAND, bytes);
        }
    }
}
