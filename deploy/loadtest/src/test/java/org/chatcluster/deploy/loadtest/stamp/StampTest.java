package org.chatcluster.deploy.loadtest.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final Stamp STAMP = new Stamp(123_456);

    @Test
    void everyFieldComesBackAtItsLargest() {
        int chat = Stamp.MAX_CHATS - 1;
        int number = Stamp.MAX_NUMBERS - 1;
        long time = (1L << 48) - 1;

        ByteBuf frame = frame("", STAMP, chat, number, time);
        int at = STAMP.find(frame, 0, frame.readableBytes());

        assertThat(Stamp.chat(frame, at)).isEqualTo(chat);
        assertThat(Stamp.number(frame, at)).isEqualTo(number);
        assertThat(Stamp.sinceOrigin(frame, at)).isEqualTo(time);
    }

    @Test
    void isFoundBehindStrangeMarksAndOtherRuns() {
        String other = frame("", new Stamp(7), 1, 2, 3).toString(StandardCharsets.US_ASCII);
        String before = "{\"author\":\"a@b.c\",\"quote\":\"" + other + "\",\"content\":\"";

        ByteBuf frame = frame(before, STAMP, 5, 6, 7);
        int at = STAMP.find(frame, 0, frame.readableBytes());

        assertThat(at).isEqualTo(before.length());
        assertThat(Stamp.number(frame, at)).isEqualTo(6);
    }

    @Test
    void isNotFoundWhereItIsCutOffOrAbsent() {
        ByteBuf frame = frame("", STAMP, 5, 6, 7);

        assertThat(STAMP.find(frame, 0, Stamp.LENGTH - 1)).isNegative();
        assertThat(STAMP.find(frame, 1, frame.readableBytes())).isNegative();
    }

    private static ByteBuf frame(String before, Stamp stamp, int chat, int number, long time) {
        byte[] head = before.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[head.length + Stamp.LENGTH];
        System.arraycopy(head, 0, bytes, 0, head.length);
        stamp.write(bytes, head.length, chat, number, time);
        return Unpooled.wrappedBuffer(bytes);
    }
}
