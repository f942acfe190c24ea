package org.chatcluster.deploy.loadtest.traffic;

import io.netty.buffer.ByteBuf;

/// Finds the `seq` of a message by single bytes. It stands before everything that a person may have
/// written, so its first place is the right one.
final class SeqScan {
    private static final int NAME = 0x22736571; // "seq
    private static final int NAME_BYTES = 6; // with ": behind it

    private SeqScan() {}

    /// Returns the seq in the frame between the two indexes, or -1.
    static long seq(ByteBuf bytes, int from, int to) {
        for (int at = from; at + NAME_BYTES < to; at++) {
            if (bytes.getByte(at) == '"' && bytes.getInt(at) == NAME) {
                return number(bytes, at + NAME_BYTES, to);
            }
        }
        return -1;
    }

    private static long number(ByteBuf bytes, int from, int to) {
        long number = 0;
        int at = from;
        while (at < to && bytes.getByte(at) >= '0' && bytes.getByte(at) <= '9') {
            number = number * 10 + bytes.getByte(at++) - '0';
        }
        return at == from ? -1 : number;
    }
}
