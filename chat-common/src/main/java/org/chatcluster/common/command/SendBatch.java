package org.chatcluster.common.command;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The body of one call that carries the sends of many users, each with its own token, and the body
/// of the answer to it, in the same order. Numbers are big endian.
///
/// | bytes of a send | what | bytes of an answer | what |
/// | --- | --- | --- | --- |
/// | 2, n | access token, ASCII | 2 | HTTP status |
/// | 2, n | request id, ASCII | 4 | seconds of `Retry-After`, 0 without |
/// | 4, n | JSON, as `POST /api/v1/messages` takes it | 4, n | JSON, as that call answers |
public final class SendBatch {
    /// Where a gateway posts it.
    public static final String PATH = "/internal/messages";

    /// Sends that one call may carry.
    public static final int MOST = 64;

    private SendBatch() {}

    /// The batch can't be read: lengths and bytes do not fit together, or it has too many sends.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /// One message to send, in the name of the token's bearer.
    public record Send(String token, String requestId, byte[] body) {
        /// Returns the bytes that it takes in a batch.
        public int size() {
            return 8 + token.length() + requestId.length() + body.length;
        }

        @Override
        public String toString() {
            return "Send[requestId=" + requestId + "]";
        }
    }

    /// What became of one send.
    ///
    /// @param retryAfterSeconds 0 unless trying again makes sense
    public record Answer(int status, int retryAfterSeconds, byte[] body) {}

    /// Returns the body of a call.
    public static byte[] writeSends(List<Send> sends) {
        ByteBuffer out = ByteBuffer.allocate(sends.stream().mapToInt(Send::size).sum());
        for (Send send : sends) {
            out.putShort((short) send.token.length());
            out.put(send.token.getBytes(StandardCharsets.US_ASCII));
            out.putShort((short) send.requestId.length());
            out.put(send.requestId.getBytes(StandardCharsets.US_ASCII));
            out.putInt(send.body.length).put(send.body);
        }
        return out.array();
    }

    /// Reads the body of a call.
    ///
    /// @throws Unreadable if it is no such body
    public static List<Send> readSends(byte[] body) {
        return read(
                body,
                in ->
                        new Send(
                                text(bytes(in, Short.toUnsignedInt(in.getShort()))),
                                text(bytes(in, Short.toUnsignedInt(in.getShort()))),
                                bytes(in, in.getInt())));
    }

    /// Returns the body of an answer.
    public static byte[] writeAnswers(List<Answer> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(answers.size() * 640);
        ByteBuffer head = ByteBuffer.allocate(10);
        for (Answer answer : answers) {
            head.clear().putShort((short) answer.status).putInt(answer.retryAfterSeconds);
            out.writeBytes(head.putInt(answer.body.length).array());
            out.writeBytes(answer.body);
        }
        return out.toByteArray();
    }

    /// Reads the body of an answer.
    ///
    /// @throws Unreadable if it is no such body
    public static List<Answer> readAnswers(byte[] body) {
        return read(body, in -> new Answer(in.getShort(), in.getInt(), bytes(in, in.getInt())));
    }

    /// Reads one item.
    private interface Item<T> {
        T readFrom(ByteBuffer in);
    }

    private static <T> List<T> read(byte[] body, Item<T> item) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<T> items = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                if (items.size() == MOST) {
                    throw new Unreadable("batch of more than " + MOST);
                }
                items.add(item.readFrom(in));
            }
            return items;
        } catch (BufferUnderflowException _) {
            throw new Unreadable("batch is cut off");
        }
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
