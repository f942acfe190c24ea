package org.chatcluster.deploy.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.deploy.backends.Backends;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What no schema knows: whether nodes start with the variables and files that the chart gives
/// them, with all set that it can set but a Redis Cluster, answer its probes, and end in the time
/// that they are given. No image and no kubelet takes part.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenderedPodsIT {
    private static final Path API = Path.of("../../chat-api/target/chat-api.jar");
    private static final Path GATEWAY = Path.of("../../chat-gateway/target/chat-gateway.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DATABASE_URL =
            Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/([^?]+).*");

    /// What a JVM ends with that SIGTERM stopped; a killed one has 137.
    private static final int STOPPED = 143;

    private final Backends backends = Backends.start(Path.of("target", "backends"));
    private final Path directory = Path.of("target", "pods").toAbsolutePath();
    private final Rendered rendered = render();

    @BeforeAll
    void prepare() throws Exception {
        RunningProgram.prepare(directory);
        Path keys = Files.createDirectories(directory.resolve("keys"));
        Process generation =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home", ""), "bin", "java")
                                        .toString(),
                                "-cp",
                                API.toString(),
                                "org.chatcluster.api.token.GenerateKeys",
                                keys.toString())
                        .inheritIO()
                        .start();
        assertThat(generation.waitFor()).isZero();
    }

    @AfterAll
    void stop() {
        backends.close();
    }

    @Test
    void podsStartInTheirOrderAnswerTheirProbesAndEndInTime() throws Exception {
        Container api = container("Deployment", "api", Map.of("private.json", "signing-keys.json"));
        Container gateway =
                container("Deployment", "gateway", Map.of("public.json", "verification-keys.json"));
        Container migration = container("Job", "migration", Map.of());

        assertThatThrownBy(() -> start(api, API)).isInstanceOf(StartFailed.class);
        assertThat(exitCode(migration)).isZero();
        assertThat(exitCode(migration)).isZero();
        RunningProgram apiNode = start(api, API);
        try {
            RunningProgram gatewayNode = start(gateway, GATEWAY);
            answers(api, apiNode);
            answers(gateway, gatewayNode);
            ends(gateway, gatewayNode);
        } finally {
            ends(api, apiNode);
        }
    }

    private static void answers(Container container, RunningProgram node) {
        assertThat(container.probe("startupProbe").isReady(node.pid())).isTrue();
        assertThat(container.probe("livenessProbe").isReady(node.pid())).isTrue();
        assertThat(container.probe("readinessProbe").isReady(node.pid())).isTrue();
        assertThat(container.status("/prometheus")).isEqualTo(200);
        assertThat(container.status("/no-such-path")).isNotEqualTo(200);
    }

    private static void ends(Container container, RunningProgram node) throws Exception {
        node.stop(Duration.ofSeconds(container.secondsToStop()));

        assertThat(node.onExit().get(1, TimeUnit.SECONDS)).isEqualTo(STOPPED);
    }

    private RunningProgram start(Container container, Path jar) {
        RunningProgram running = RunningProgram.start(container.program(jar), directory);
        running.awaitReady(PATIENCE);
        return running;
    }

    private int exitCode(Container container) throws Exception {
        Program program = container.program(API);
        return RunningProgram.start(program, directory).onExit().get(60, TimeUnit.SECONDS);
    }

    private Container container(String kind, String component, Map<String, String> keyFiles) {
        JsonNode workload = rendered.one(kind, component);
        Map<String, String> places = new HashMap<>();
        places.put("0.0.0.0", "127.0.0.1");
        places.put("//talk-api-nodes:", "//127.0.0.1:");
        places.put("//collector.tracing:4318/", "//127.0.0.1:1/");
        keyFiles.forEach((name, file) ->
                places.put("/etc/chat/keys/" + name, directory.resolve("keys/" + file).toString()));
        return new Container(workload, secrets(), places);
    }

    private Map<String, String> secrets() {
        return Map.of(
                "talk-database/user", backends.databaseUsername(),
                "talk-database/pass", backends.databasePassword(),
                "talk-redis/redis-url", backends.redisUrl(),
                "talk-admin/mail", "admin@example.com",
                "talk-admin/pass", "a-long-password");
    }

    private Rendered render() {
        FreePorts ports = new FreePorts();
        Matcher url =
                DATABASE_URL.matcher(
                        backends.createDatabase("pods_" + ProcessHandle.current().pid()));
        assertThat(url.matches()).isTrue();
        return Chart.render(
                Values.EVERYTHING,
                """
                database: {host: "%s", port: %s, name: "%s", parameters: "ApplicationName=pods"}
                redis: {cluster: false}
                api: {port: %d}
                gateway: {port: %d}
                """
                        .formatted(
                                url.group(1),
                                url.group(2),
                                url.group(3),
                                ports.next(),
                                ports.next()));
    }
}
