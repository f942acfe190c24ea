package org.chatcluster.deploy.chaos.people;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.deploy.client.wire.ConnectRefused;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.RetryAfter;
import org.chatcluster.deploy.client.wire.Wire;
import org.chatcluster.deploy.client.wire.Wires;

/// Raw sockets that can stop reading, straight to the gateways in turn: a balancer between would
/// read for them. Their receive buffer is small, so that the gateway feels it soon. Thread-safe.
final class SlowWires implements Wires {
    private static final int RECEIVE_BYTES = 4_096;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final AtomicInteger next = new AtomicInteger();
    private final Gate gate = new Gate();
    private final List<URI> gateways;

    SlowWires(List<URI> gateways) {
        this.gateways = List.copyOf(gateways);
    }

    /// Lets nothing more be read until [#readOn].
    void stopReading() {
        gate.shut();
    }

    void readOn() {
        gate.open();
    }

    @Override
    public Wire open(String token, Receiver receiver) {
        URI gateway = gateways.get(Math.floorMod(next.getAndIncrement(), gateways.size()));
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(RECEIVE_BYTES);
            socket.connect(
                    new InetSocketAddress(gateway.getHost(), gateway.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(handshake(gateway, token).getBytes(ISO_8859_1));
            InputStream in = new BufferedInputStream(socket.getInputStream(), RECEIVE_BYTES);
            requireUpgrade(head(in));
            socket.setSoTimeout(0);
            SlowWire wire = new SlowWire(socket, in, gate);
            Thread.ofVirtual().name("slow-reader").start(() -> wire.readAll(receiver));
            return wire;
        } catch (IOException failed) {
            SlowWire.closeQuietly(socket);
            throw new ConnectRefused(failed.toString(), Optional.empty());
        } catch (ConnectRefused refused) {
            SlowWire.closeQuietly(socket);
            throw refused;
        }
    }

    /// The handshake of RFC 6455, section 4.1.
    private static String handshake(URI gateway, String token) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return String.join(
                "\r\n",
                "GET /ws HTTP/1.1",
                "Host: " + gateway.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(nonce),
                "Authorization: Bearer " + token,
                "",
                "");
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && line.isEmpty()) {
                return lines;
            } else if (b == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else if (b != '\r') {
                line.append((char) b);
            }
        }
        throw new IOException("the connection ended within the handshake");
    }

    private static void requireUpgrade(List<String> head) {
        if (!head.getFirst().contains(" 101")) {
            Optional<Duration> wait =
                    head.stream()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("retry-after:"))
                            .findFirst()
                            .flatMap(line ->
                                    RetryAfter.parse(line.substring(line.indexOf(':') + 1)));
            throw new ConnectRefused(head.getFirst(), wait);
        }
    }

    /// What readers wait at. Thread-safe.
    static final class Gate {
        private boolean shut;

        synchronized void shut() {
            shut = true;
        }

        synchronized void open() {
            shut = false;
            notifyAll();
        }

        synchronized void pass() throws InterruptedException {
            while (shut) {
                wait();
            }
        }
    }
}
