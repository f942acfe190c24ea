package org.chatcluster.deploy.loadtest.stamp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The mark at the head of a message's content: run, chat, the message's number in the chat, and
/// when it was due to be sent. It is found by a scan for bytes, without reading the JSON around it,
/// and stands in `request_id` and `client_id` too, so acks and errors are known by the same scan.
///
/// Twenty-one ASCII characters: `@`, then big-endian digits of six bits each: run (3), chat (4),
/// number (5), nanoseconds since the run's origin (8: 78 hours).
public final class Stamp {
    public static final int LENGTH = 21;
    public static final int RUNS = 1 << 18;
    public static final int MAX_CHATS = 1 << 24;
    public static final int MAX_NUMBERS = 1 << 30;

    private static final byte MARK = '@';
    private static final int RUN_AT = 1;
    private static final int CHAT_AT = 4;
    private static final int NUMBER_AT = 8;
    private static final int TIME_AT = 13;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    private final int run;
    private final byte[] head;

    /// Takes the run's number, from 0 to [#RUNS] - 1.
    public Stamp(int run) {
        this.run = run;
        this.head = new byte[CHAT_AT];
        head[0] = MARK;
        digits(head, RUN_AT, CHAT_AT - RUN_AT, run);
    }

    /// Returns the number of the run that this marks.
    public int run() {
        return run;
    }

    /// Writes a stamp of this run into the array.
    public void write(byte[] target, int at, int chat, int number, long sinceOrigin) {
        System.arraycopy(head, 0, target, at, head.length);
        digits(target, at + CHAT_AT, NUMBER_AT - CHAT_AT, chat);
        digits(target, at + NUMBER_AT, TIME_AT - NUMBER_AT, number);
        digits(target, at + TIME_AT, LENGTH - TIME_AT, sinceOrigin);
    }

    /// Returns where a stamp of this run begins between the two indexes, or -1.
    public int find(ByteBuf bytes, int from, int to) {
        int at = from;
        while (true) {
            at = bytes.indexOf(at, to, MARK);
            if (at < 0 || at + LENGTH > to) {
                return -1;
            }
            if (bytes.getByte(at + 1) == head[1]
                    && bytes.getByte(at + 2) == head[2]
                    && bytes.getByte(at + 3) == head[3]) {
                return at;
            }
            at++;
        }
    }

    /// Returns the chat of the stamp at that index.
    public static int chat(ByteBuf bytes, int at) {
        return (int) number(bytes, at + CHAT_AT, NUMBER_AT - CHAT_AT);
    }

    /// Returns the number within its chat of the stamp at that index.
    public static int number(ByteBuf bytes, int at) {
        return (int) number(bytes, at + NUMBER_AT, TIME_AT - NUMBER_AT);
    }

    /// Returns the nanoseconds from the run's origin to the intended send of the stamp at that
    /// index.
    public static long sinceOrigin(ByteBuf bytes, int at) {
        return number(bytes, at + TIME_AT, LENGTH - TIME_AT);
    }

    private static void digits(byte[] target, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            target[i] = DIGITS[(int) rest & 63];
            rest >>>= 6;
        }
    }

    private static long number(ByteBuf bytes, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            value = value << 6 | VALUES[bytes.getByte(i) & 0x7f];
        }
        return value;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) 0);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }
}
