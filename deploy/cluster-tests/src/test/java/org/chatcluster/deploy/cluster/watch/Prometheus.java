package org.chatcluster.deploy.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.cluster.Checkout;

/// A real Prometheus, which `deploy/monitoring/watch` has started beside a cluster.
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final RunningProgram program;

    private Prometheus(Path cluster) {
        int port = new FreePorts().next();
        this.address = URI.create("http://127.0.0.1:" + port);
        List<String> command =
                List.of(
                        Checkout.root().resolve("deploy/monitoring/watch").toString(),
                        "--data",
                        cluster.toString(),
                        "--port",
                        Integer.toString(port));
        this.program =
                RunningProgram.start(
                        new Program(
                                "prometheus",
                                command,
                                Map.of(),
                                _ -> isReady(),
                                Program.StopSignal.TERM),
                        cluster);
    }

    /// Starts one that scrapes the nodes of a cluster.
    ///
    /// @param cluster the data folder, whose `prometheus` is made anew
    static Prometheus watching(Path cluster) {
        Path data = cluster.resolve("prometheus");
        if (Files.exists(data)) {
            Checkout.filesIn(data).reversed().forEach(Prometheus::delete);
        }
        Prometheus prometheus = new Prometheus(cluster);
        prometheus.program.awaitReady(Duration.ofSeconds(30));
        return prometheus;
    }

    static boolean isInstalled() {
        return isOnPath("prometheus");
    }

    /// Returns whether a program is installed.
    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Returns what an expression is now, a series each.
    ///
    /// @throws AssertionError with Prometheus' words if it can't be evaluated
    List<JsonNode> query(String expression) {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return get("/api/v1/query?query=" + encoded).at("/data/result").valueStream().toList();
    }

    /// Returns the rules, as they were evaluated last.
    List<JsonNode> rules() {
        return get("/api/v1/rules")
                .at("/data/groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
            JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + " is answered with " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady() {
        try {
            return query("vector(1)").size() == 1;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(10));
        client.shutdownNow();
    }
}
