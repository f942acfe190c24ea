package org.chatcluster.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// A way to a server on this machine whose connections can be frozen: they stay open and bring
/// nothing any more, as behind a firewall that forgot them. New ones are well.
public final class FrozenLink implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    private record Link(Socket near, Socket far, AtomicBoolean frozen) {}

    private FrozenLink(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// Opens a way to that port.
    public static FrozenLink to(int port) {
        try {
            FrozenLink link =
                    new FrozenLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.startVirtualThread(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Freezes all connections that there are.
    public void freeze() {
        links.forEach(link -> link.frozen().set(true));
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                Link link = new Link(near, far, new AtomicBoolean());
                links.add(link);
                Thread.startVirtualThread(() -> pump(near, far, link.frozen()));
                Thread.startVirtualThread(() -> pump(far, near, link.frozen()));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void pump(Socket from, Socket to, AtomicBoolean frozen) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!frozen.get()) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException _) {
            // one side is gone, so is the other
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Link link : links) {
                link.near().close();
                link.far().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
