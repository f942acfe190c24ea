package org.chatcluster.api.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A line to the tests' Redis that can be cut for good.
public final class RedisLine {
    private final URI redis = URI.create(TestBackends.shared().redisUrl());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    /// Opens a line.
    public RedisLine() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /// Returns the URL of this end.
    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /// Cuts the line.
    public void cut() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket near = server.accept();
                Socket far = new Socket(redis.getHost(), redis.getPort());
                sockets.addAll(List.of(near, far));
                Thread.startVirtualThread(() -> copy(near, far));
                Thread.startVirtualThread(() -> copy(far, near));
            }
        } catch (IOException _) {
            // cut
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // cut
        }
    }
}
