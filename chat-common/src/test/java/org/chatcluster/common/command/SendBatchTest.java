package org.chatcluster.common.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.chatcluster.common.command.SendBatch.Answer;
import org.chatcluster.common.command.SendBatch.Send;
import org.chatcluster.common.command.SendBatch.Unreadable;
import org.junit.jupiter.api.Test;

class SendBatchTest {
    private static final Send SEND =
            new Send("a.b.c", "s-1", "{\"x\":\"ё\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void readsTheSendsThatWereWritten() {
        Send empty = new Send("", "", new byte[0]);

        List<Send> sends = SendBatch.readSends(SendBatch.writeSends(List.of(SEND, empty)));

        assertThat(sends).usingRecursiveComparison().isEqualTo(List.of(SEND, empty));
    }

    @Test
    void readsTheAnswersThatWereWritten() {
        List<Answer> answers =
                List.of(new Answer(201, 0, SEND.body()), new Answer(503, 7, new byte[0]));

        assertThat(SendBatch.readAnswers(SendBatch.writeAnswers(answers)))
                .usingRecursiveComparison()
                .isEqualTo(answers);
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        byte[] whole = SendBatch.writeSends(List.of(SEND));

        for (int length = 1; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SendBatch.readSends(part)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void refusesMoreSendsThanACallMayCarry() {
        byte[] many = SendBatch.writeSends(Collections.nCopies(SendBatch.MOST + 1, SEND));

        assertThatThrownBy(() -> SendBatch.readSends(many)).isInstanceOf(Unreadable.class);
    }

    @Test
    void tokenDoesNotShowInText() {
        assertThat(SEND.toString()).doesNotContain("a.b.c");
    }
}
