package org.chatcluster.deploy.backends;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.process.Program;

/// An embedded Redis that stores nothing: what matters is in PostgreSQL.
public final class RedisServer {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final String name;
    private final Path executable;
    private final int port;
    private final List<String> more;

    private RedisServer(String name, Path executable, int port, List<String> more) {
        this.name = name;
        this.executable = executable;
        this.port = port;
        this.more = more;
    }

    /// Unpacks the server, if that has not been done before.
    public static RedisServer prepare(Path binaries, int port) {
        return new RedisServer("redis", unpack(binaries), port, List.of());
    }

    /// Unpacks the server, as [#prepare] does, for a node of a Redis Cluster which has no slots and
    /// knows no other node yet. It counts as failed when it was silent for two seconds; the others
    /// serve their slots without it.
    ///
    /// @param home a directory where it keeps what it knows of the cluster
    /// @param busPort where the other nodes find it
    public static RedisServer prepareNode(
            String name, Path binaries, Path home, int port, int busPort) {
        try {
            Directories.delete(home);
            Files.createDirectories(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        List<String> more =
                List.of(
                        "--cluster-enabled",
                        "yes",
                        "--dir",
                        home.toString(),
                        "--cluster-port",
                        Integer.toString(busPort),
                        "--cluster-node-timeout",
                        "2000",
                        "--cluster-require-full-coverage",
                        "no",
                        "--cluster-allow-pubsubshard-when-down",
                        "no");
        return new RedisServer(name, unpack(binaries), port, more);
    }

    private static Path unpack(Path binaries) {
        try {
            return Binary.redis().unpackInto(binaries);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns the server as a program, named `redis` if it is no node of a cluster. A subscriber
    /// that does not read is cut off at 256 MB, or after a minute above 64 MB.
    public Program program() {
        List<String> one =
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
        List<String> command = Stream.concat(one.stream(), more.stream()).toList();
        return new Program(name, command, Map.of(), _ -> isReady(), Program.StopSignal.TERM);
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
