package org.chatcluster.deploy.chaos.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;

/// A WebSocket on a socket of its own (RFC 6455, section 5), which reads a frame only while its
/// gate is open. Thread-safe but for [#readAll], which belongs to one thread.
final class SlowWire implements Wire {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int ABNORMAL = 1006;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Socket socket;
    private final DataInputStream in;
    private final SlowWires.Gate gate;

    SlowWire(Socket socket, InputStream in, SlowWires.Gate gate) {
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.gate = gate;
    }

    @Override
    public void send(String text) {
        write(TEXT, text.getBytes(UTF_8));
    }

    @Override
    public void close() {
        write(CLOSE, ByteBuffer.allocate(2).putShort((short) 1000).array());
    }

    @Override
    public void abort() {
        closeQuietly(socket);
    }

    /// Reads until the connection has ended.
    void readAll(Receiver receiver) {
        int code = ABNORMAL;
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                gate.pass();
                int first = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length());
                int opcode = first & 0x0f;
                if (opcode == CLOSE) {
                    code = payload.length < 2 ? code : ByteBuffer.wrap(payload).getShort() & 0xffff;
                    break;
                } else if (opcode == PING) {
                    write(PONG, payload);
                    receiver.sign();
                } else if (opcode == PONG) {
                    receiver.sign();
                } else {
                    message.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        receiver.text(message.toString(UTF_8));
                        message.reset();
                    }
                }
            }
        } catch (IOException _) {
            code = ABNORMAL;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(socket);
        if (ended.compareAndSet(false, true)) {
            receiver.closed(code);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == LENGTH_16) {
            return in.readUnsignedShort();
        }
        return length == LENGTH_64 ? Math.toIntExact(in.readLong()) : length;
    }

    private void write(int opcode, byte[] payload) {
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < LENGTH_16) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | LENGTH_16)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | LENGTH_64)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        turn.lock();
        try {
            socket.getOutputStream().write(frame.array(), 0, frame.position());
        } catch (IOException _) {
            closeQuietly(socket);
        } finally {
            turn.unlock();
        }
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            return;
        }
    }
}
