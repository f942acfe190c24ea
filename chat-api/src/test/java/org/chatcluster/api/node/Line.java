package org.chatcluster.api.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// A line to one of the tests' backends that can be cut, and mended at the same place, or fall
/// silent.
public final class Line implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final URI far;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<AtomicBoolean> silences = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile ServerSocket server;

    private Line(URI far) {
        this.far = far;
        this.server = listen(0);
        this.port = server.getLocalPort();
        Thread.startVirtualThread(this::accept);
    }

    /// Opens a line to Redis.
    public static Line toRedis() {
        return new Line(URI.create(TestBackends.shared().redisUrl()));
    }

    /// Opens a line to the database of that JDBC URL.
    public static Line toDatabase(String url) {
        return new Line(URI.create(url.substring("jdbc:".length())));
    }

    /// Returns the address of this end instead of the far one's.
    public String url() {
        String path = far.getRawPath() == null ? "" : far.getRawPath();
        return far.getScheme().equals("redis")
                ? "redis://127.0.0.1:" + port
                : "jdbc:postgresql://127.0.0.1:" + port + path;
    }

    /// Cuts the line.
    public void cut() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Mends a line that was cut.
    public void mend() {
        server = listen(port);
        Thread.startVirtualThread(this::accept);
    }

    /// Lets nothing more through the connections that are open, which stay open and are
    /// acknowledged. New ones are as ever.
    public void fallSilent() {
        silences.forEach(silence -> silence.set(true));
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        ServerSocket listening = server;
        try {
            while (!listening.isClosed()) {
                Socket near = listening.accept();
                Socket away = new Socket(far.getHost(), far.getPort());
                AtomicBoolean silent = new AtomicBoolean();
                sockets.addAll(List.of(near, away));
                silences.add(silent);
                Thread.startVirtualThread(() -> copy(near, away, silent));
                Thread.startVirtualThread(() -> copy(away, near, silent));
            }
        } catch (IOException _) {
            // cut
        }
    }

    private static void copy(Socket from, Socket to, AtomicBoolean silent) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!silent.get()) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException _) {
            // cut
        }
    }
}
