package org.chatcluster.deploy.loadtest.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chatcluster.deploy.loadtest.stamp.Stamp;

/// Writes the JSON of a message to send, into one array used again and again: valid until the next
/// one is written.
///
/// Belongs to one event loop.
public final class MessageText {
    private static final int ROOM = 256;

    private final Stamp stamp;
    private final byte[] beforeRequestId;
    private final byte[] beforeChat;
    private final byte[] beforeClientId = ascii(",\"type\":\"text\",\"client_id\":\"");
    private final byte[] beforeContent = ascii("\",\"content\":\"");
    private final byte[] filling;
    private final byte[] array;
    private int length;

    private MessageText(Stamp stamp, int contentBytes, String beforeRequestId, String beforeChat) {
        this.stamp = stamp;
        this.beforeRequestId = ascii(beforeRequestId);
        this.beforeChat = ascii(beforeChat);
        this.filling = new byte[contentBytes - Stamp.LENGTH + 2];
        Arrays.fill(filling, (byte) 'x');
        filling[filling.length - 2] = '"';
        filling[filling.length - 1] = '}';
        this.array = new byte[contentBytes + ROOM];
    }

    /// Writes `send_message` frames, with the stamp as `request_id` too.
    public static MessageText frame(Stamp stamp, int contentBytes) {
        return new MessageText(
                stamp,
                contentBytes,
                "{\"action\":\"send_message\",\"request_id\":\"",
                "\",\"chat_id\":");
    }

    /// Writes bodies of `POST /api/v1/messages`.
    public static MessageText body(Stamp stamp, int contentBytes) {
        return new MessageText(stamp, contentBytes, "", "{\"chat_id\":");
    }

    /// Writes a message, and returns the array that holds it from its start.
    public byte[] write(int chat, long chatId, int number, long sinceOrigin) {
        length = 0;
        if (beforeRequestId.length > 0) {
            append(beforeRequestId);
            stamp(chat, number, sinceOrigin);
        }
        append(beforeChat);
        append(ascii(Long.toString(chatId)));
        append(beforeClientId);
        stamp(chat, number, sinceOrigin);
        append(beforeContent);
        stamp(chat, number, sinceOrigin);
        append(filling);
        return array;
    }

    /// Returns the length of the message last written.
    public int length() {
        return length;
    }

    private void stamp(int chat, int number, long sinceOrigin) {
        stamp.write(array, length, chat, number, sinceOrigin);
        length += Stamp.LENGTH;
    }

    private void append(byte[] part) {
        System.arraycopy(part, 0, array, length, part.length);
        length += part.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
