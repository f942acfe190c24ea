package org.chatcluster.deploy.standalone.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A process that stands for an API node or a gateway: it is ready, and answers everything else
/// with its name, but for `/settings`, with the names of the `CHAT_*` variables that it has. With
/// `keys DIR` it writes token keys instead.
public final class StandIn {
    private StandIn() {}

    /// Returns applications that are this class.
    public static Applications applications() {
        List<String> command =
                Applications.java(
                        List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"),
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        StandIn.class.getName());
        List<String> keys = new ArrayList<>(command);
        keys.add("keys");
        return new Applications(command, command, keys, Map.of());
    }

    static void main(String[] arguments) throws IOException {
        if (arguments.length == 2) {
            Files.writeString(Path.of(arguments[1], "signing-keys.json"), "{}");
            Files.writeString(Path.of(arguments[1], "verification-keys.json"), "{}");
            return;
        }
        Map<String, String> environment = System.getenv();
        if (environment.get("STAND_IN_FAILS") != null) {
            System.out.println("stand-in was told to fail");
            System.exit(3);
        }
        String failsOnce = environment.get("STAND_IN_FAILS_ONCE");
        if (failsOnce != null && Files.deleteIfExists(Path.of(failsOnce))) {
            System.exit(3);
        }
        int port = Integer.parseInt(environment.getOrDefault("MICRONAUT_SERVER_PORT", "0"));
        String name = environment.getOrDefault("CHAT_NODE_NAME", "");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> answer(exchange, name));
        server.createContext("/settings", exchange -> answer(exchange, settings(environment)));
        server.start();
    }

    private static String settings(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("CHAT_"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static void answer(HttpExchange exchange, String text) {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
