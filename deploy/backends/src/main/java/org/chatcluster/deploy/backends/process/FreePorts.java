package org.chatcluster.deploy.backends.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Picks TCP ports on loopback for programs that are about to start. Not thread-safe; no port is
/// given out twice.
///
/// They lie below the ranges that systems take the ports of outgoing connections from (Linux 32768,
/// macOS and IANA 49152), so that a port is still free when its program starts again.
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private final Set<Integer> given = new HashSet<>();

    /// Returns a port that nobody listens on.
    public int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "found no free port between " + FIRST + " and " + LAST + " on loopback");
    }

    /// Returns whether a program could listen on that port of 127.0.0.1 now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
