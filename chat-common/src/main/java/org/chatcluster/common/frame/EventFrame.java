package org.chatcluster.common.frame;

import java.nio.charset.StandardCharsets;
import org.chatcluster.common.event.EventType;

/// The server's frame of `/ws`: `{"event": "<name>", "data": <JSON>}`, always both fields (seed
/// 003). Built around data that is encoded already, so that a message's JSON is made once and
/// serves the answer of the REST call and every socket alike.
public final class EventFrame {
    private static final byte[] END = {'}'};

    private EventFrame() {}

    /// Takes an event's type and its data as UTF-8 JSON, and returns the frame's bytes; an event
    /// for the gateways alone has no frame and is its data.
    public static byte[] around(EventType type, byte[] data) {
        return type.isForClients() ? around(type.wireName(), data) : data;
    }

    /// Takes an event's name, in ASCII without quotes, and its data as UTF-8 JSON, and returns the
    /// frame's bytes.
    public static byte[] around(String event, byte[] data) {
        byte[] start =
                ("{\"event\":\"" + event + "\",\"data\":").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[start.length + data.length + END.length];
        System.arraycopy(start, 0, frame, 0, start.length);
        System.arraycopy(data, 0, frame, start.length, data.length);
        System.arraycopy(END, 0, frame, start.length + data.length, END.length);
        return frame;
    }
}
