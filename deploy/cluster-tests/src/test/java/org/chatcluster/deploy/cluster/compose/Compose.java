package org.chatcluster.deploy.cluster.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Secrets;

/// A running deployment, through the command line of Docker. Which one it is, `COMPOSE_FILE` and
/// the other variables of compose say.
///
/// @param url of the balancer
record Compose(URI url) {
    static final String GATEWAY = "chat-gateway";
    static final String API = "chat-api";
    static final String BALANCER = "nginx";

    /// More than a node takes to drain.
    private static final String PATIENCE_SECONDS = "30";

    /// A signed token's header (RFC 7515 section 3.1); random ids may have its beginning, and no
    /// dot.
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]*\\.");

    private static final Duration LOOK = Duration.ofMillis(250);

    /// Names the balancer's address; where it is absent there is no deployment.
    static final String VARIABLE = "CHAT_TEST_COMPOSE_URL";

    static Compose running() {
        return new Compose(URI.create(System.getenv(VARIABLE)));
    }

    /// Returns the ids of a service's containers.
    List<String> containers(String service) {
        return lines("compose", "ps", "--quiet", service);
    }

    /// Has that many containers of the service, and waits until they are healthy.
    void scale(String service, int count) {
        run(
                "compose",
                "up",
                "--detach",
                "--wait",
                "--no-deps",
                "--no-recreate",
                "--scale",
                service + "=" + count,
                service);
        assertThat(containers(service)).hasSize(count);
    }

    /// Has new containers of all nodes, with images of that tag, by `deploy/docker/upgrade`.
    void upgrade(String version) {
        List<String> services = List.of(API, GATEWAY);
        List<String> old = services.stream().flatMap(name -> containers(name).stream()).toList();
        for (String service : services) {
            run("tag", image(containers(service).getFirst()), service + ":" + version);
        }
        Outcome done = script(Map.of("CHAT_VERSION", version), "upgrade");
        assertThat(done.status()).as(done.output()).isZero();
        for (String service : services) {
            assertThat(containers(service))
                    .doesNotContainAnyElementsOf(old)
                    .allSatisfy(container ->
                            assertThat(image(container)).isEqualTo(service + ":" + version));
            run("image", "rm", service + ":" + version);
        }
        assertThat(services.stream().mapToInt(name -> containers(name).size()).sum())
                .isEqualTo(old.size());
    }

    private static String image(String container) {
        return lines("inspect", "--format", "{{.Config.Image}}", container).getFirst();
    }

    /// Stops a container, starts it again, and waits until its node is ready.
    void restart(String container) {
        run("restart", "--time", PATIENCE_SECONDS, container);
        Awaiting.upToSeconds(60).pollInterval(LOOK).until(() -> isReady(container));
    }

    /// Returns all that the service's containers have logged.
    List<String> log(String service) {
        return lines("compose", "logs", "--no-color", "--no-log-prefix", service);
    }

    /// Fails if the log of the balancer or of a node has one of these, or looks as if it had.
    void assertNotInAnyLog(Secrets secrets) {
        Secrets.Search search = secrets.search();
        Stream.of(BALANCER, API, GATEWAY)
                .flatMap(service -> log(service).stream())
                .forEach(line -> {
                    assertThat(search.in(line)).as(line).isEmpty();
                    assertThat(line).doesNotContain("token=").doesNotContainPattern(TOKEN);
                });
    }

    /// Returns the keys of Redis that fit a pattern.
    List<String> redisKeys(String pattern) {
        String script =
                "REDISCLI_AUTH=$(cut -d' ' -f2 /run/secrets/redis-conf) redis-cli --scan --pattern '%s'"
                        .formatted(pattern);
        return lines("compose", "exec", "-T", "redis", "sh", "-c", script);
    }

    /// Runs a script of `deploy/docker` to its end.
    static Outcome script(String name, String... arguments) {
        return script(Map.of(), name, arguments);
    }

    private static Outcome script(
            Map<String, String> environment, String name, String... arguments) {
        String path = Checkout.root().resolve("deploy/docker").resolve(name).toString();
        List<String> command = Stream.concat(Stream.of(path), Stream.of(arguments)).toList();
        return outcome(command, environment);
    }

    /// How a command ended.
    ///
    /// @param output what it printed, errors included
    record Outcome(int status, String output) {}

    /// Returns what the node in a container calls itself.
    static String node(String container) {
        return container.substring(0, 12);
    }

    /// What the engine asks every few seconds, asked now.
    private static boolean isReady(String container) {
        return outcome(List.of("docker", "exec", container, "/app/healthcheck"), Map.of()).status()
                == 0;
    }

    private static List<String> lines(String... arguments) {
        return run(arguments).lines().toList();
    }

    private static String run(String... arguments) {
        List<String> command = Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        Outcome outcome = outcome(command, Map.of());
        assertThat(outcome.status()).as("%s: %s", command, outcome.output()).isZero();
        return outcome.output();
    }

    private static Outcome outcome(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
