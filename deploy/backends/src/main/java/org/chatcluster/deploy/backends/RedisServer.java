package org.chatcluster.deploy.backends;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.backends.process.Program;

/// An embedded Redis that stores nothing: what matters is in PostgreSQL.
public final class RedisServer {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final Path executable;
    private final int port;

    private RedisServer(Path executable, int port) {
        this.executable = executable;
        this.port = port;
    }

    /// Unpacks the server, if that has not been done before.
    public static RedisServer prepare(Path binaries, int port) {
        try {
            return new RedisServer(Binary.redis().unpackInto(binaries), port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns the server as a program named `redis`. A subscriber that does not read is cut off at
    /// 256 MB, or after a minute above 64 MB.
    public Program program() {
        List<String> command =
                List.of(
                        executable.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--client-output-buffer-limit",
                        "pubsub 256mb 64mb 60");
        return new Program("redis", command, Map.of(), _ -> isReady(), Program.StopSignal.TERM);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException _) {
            return false;
        }
    }
}
