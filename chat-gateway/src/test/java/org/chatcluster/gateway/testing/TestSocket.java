package org.chatcluster.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that sends and shows raw frames, so that tests see what is on the wire.
public final class TestSocket implements AutoCloseable {
    /// A frame as it came.
    ///
    /// @param head the first byte: final bit, reserved bits, opcode
    public record Frame(int head, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int opcode() {
            return head & 0x0F;
        }
    }

    public static final int FINAL = 0x80;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String response;

    private TestSocket(Socket socket, String path, String... headers) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
        String own = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
        String request =
                """
                GET %s HTTP/1.1
                %sHost: localhost:%d
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                """
                        .formatted(path, own, socket.getPort())
                        .replace("\n", "\r\n");
        out.write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        this.response = readHead();
    }

    static TestSocket open(int port, String path, String... headers) {
        return open(0, port, path, headers);
    }

    /// Opens a socket whose receive buffer is that small: 0 for the system's own size.
    public static TestSocket open(int receiveBuffer, int port, String path, String... headers) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new TestSocket(socket, path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                break;
            }
            next = in.read();
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /// Returns the response's status line and headers.
    public String response() {
        return response;
    }

    public int status() {
        return Integer.parseInt(response.split(" ", -1)[1]);
    }

    public void sendText(String text) {
        send(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a close frame with that code.
    public void sendClose(int code) {
        send(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /// Sends a frame with that first byte, masked with zeros.
    public void send(int head, byte[] payload) {
        send(head, payload.length, payload);
    }

    /// Sends the head of a frame, and nothing of its payload, which is said to be that long.
    public void announce(int head, int length) {
        send(head, length, new byte[0]);
    }

    private void send(int head, int length, byte[] payload) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream frame = new DataOutputStream(bytes);
            frame.writeByte(head);
            if (length < 126) {
                frame.writeByte(MASKED | length);
            } else if (length < 65_536) {
                frame.writeByte(MASKED | 126);
                frame.writeShort(length);
            } else {
                frame.writeByte(MASKED | 127);
                frame.writeLong(length);
            }
            frame.writeInt(0);
            frame.write(payload);
            out.write(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the next frame of any kind.
    public Frame next() {
        try {
            int head = in.readUnsignedByte();
            int size = in.readUnsignedByte();
            if (size == 126) {
                size = in.readUnsignedShort();
            } else if (size == 127) {
                size = (int) in.readLong();
            }
            byte[] payload = new byte[size];
            in.readFully(payload);
            return new Frame(head, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the next text, answering pings meanwhile.
    public String nextText() {
        Frame frame = next();
        while (frame.opcode() == PING) {
            send(FINAL | PONG, frame.payload());
            frame = next();
        }
        assertThat(frame.head()).as("first byte of %s", frame.text()).isEqualTo(FINAL | TEXT);
        return frame.text();
    }

    public String expectHello() {
        String hello = nextText();
        assertThat(hello).startsWith("{\"event\":\"hello\",");
        return hello;
    }

    /// Returns the code of the close frame that comes next, past pings and texts.
    public int closeCode() {
        Frame frame = next();
        while (frame.opcode() != CLOSE) {
            frame = next();
        }
        return frame.payload().length == 0 ? 1005 : ByteBuffer.wrap(frame.payload()).getShort();
    }

    /// Returns whether the server closes the connection without another byte, within five seconds.
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
