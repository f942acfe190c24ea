package org.chatcluster.deploy.chaos.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.chatcluster.deploy.backends.BackendAddresses;

/// The connections that Redis has accepted.
public record RedisConnections(String host, int port) {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int ANSWER_BYTES = 256;

    static RedisConnections of(BackendAddresses backends) {
        URI url = URI.create(backends.redisUrl());
        return new RedisConnections(url.getHost(), url.getPort());
    }

    /// Closes those of gateways, which listen.
    ///
    /// @throws IllegalStateException if Redis does not say that it has
    public void closeSubscribers() {
        close("pubsub");
    }

    /// Closes all that do not listen: those that API nodes publish over, and others.
    ///
    /// @throws IllegalStateException if Redis does not say that it has
    public void closePublishers() {
        close("normal");
    }

    private void close(String type) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            String command = "CLIENT KILL TYPE " + type + " SKIPME yes\r\n";
            socket.getOutputStream().write(command.getBytes(US_ASCII));
            String answer = answer(socket.getInputStream());
            if (!answer.startsWith(":")) {
                throw new IllegalStateException("CLIENT KILL was answered with " + answer);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("CLIENT KILL failed", failed);
        }
    }

    private static String answer(InputStream in) throws IOException {
        byte[] bytes = new byte[ANSWER_BYTES];
        int length = in.read(bytes);
        return new String(bytes, 0, Math.max(0, length), US_ASCII).strip();
    }
}
