package org.chatcluster.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.gateway.command.CommandConfig;
import org.chatcluster.gateway.fanout.FanOutConfig;
import org.chatcluster.gateway.mini.MiniConfig;
import org.chatcluster.gateway.presence.PresenceConfig;
import org.chatcluster.gateway.probe.ProbeConfig;
import org.chatcluster.gateway.redis.RedisConfig;
import org.chatcluster.gateway.replay.ReplayConfig;
import org.chatcluster.gateway.revocation.RevocationConfig;
import org.chatcluster.gateway.socket.SocketConfig;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.token.TokenConfig;
import org.chatcluster.node.log.LogConfig;
import org.chatcluster.node.trace.TraceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a gateway makes of its settings as it starts.
final class SettingsIT {
    private static final Path KEYS =
            TestKeys.generate("k").writePublicKeys(Path.of("target/keys-of-settings"));
    private static final Map<String, Object> NEEDED =
            Map.of(
                    "chat.token.verification-keys", KEYS.toString(),
                    "chat.command.api-urls", "http://127.0.0.1:1",
                    "chat.redis.url", "redis://127.0.0.1:1");

    private static ApplicationContext start(PropertySource... sources) {
        return ApplicationContext.builder().banner(false).propertySources(sources).start();
    }

    private static PropertySource keys(Map<String, Object> keys) {
        return PropertySource.of("test", keys);
    }

    private static PropertySource environment(Map<String, Object> variables) {
        return PropertySource.of(
                "environment",
                variables,
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("test"));
    }

    private static Map<String, Object> neededAnd(String key, Object value) {
        Map<String, Object> all = new HashMap<>(NEEDED);
        all.put(key, value);
        return all;
    }

    /// Returns the key of a variable: its first two words are the record's, the rest the field's.
    private static String key(String variable) {
        String[] words = variable.toLowerCase(Locale.ROOT).split("_", 3);
        return words[0] + '.' + words[1] + '.' + words[2].replace('_', '-');
    }

    @Test
    void defaultsAreAsDocumented() {
        try (ApplicationContext context = start(keys(NEEDED))) {
            assertThat(context.getBean(NodeConfig.class)).isEqualTo(new NodeConfig("gateway-1"));
            assertThat(context.getBean(LogConfig.class)).isEqualTo(new LogConfig("text"));
            assertThat(context.getBean(TraceConfig.class)).isEqualTo(new TraceConfig("", 0.01));
            assertThat(context.getBean(MiniConfig.class))
                    .isEqualTo(new MiniConfig(Duration.ofSeconds(1)));
            assertThat(context.getBean(FanOutConfig.class).linger())
                    .isEqualTo(Duration.ofSeconds(5));
            assertThat(context.getBean(PresenceConfig.class))
                    .isEqualTo(
                            new PresenceConfig(
                                    Duration.ofSeconds(2), Duration.ofSeconds(5), 200_000));
            assertThat(context.getBean(ProbeConfig.class))
                    .isEqualTo(
                            new ProbeConfig(
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(3),
                                    Duration.ofSeconds(5)));
            assertThat(context.getBean(ReplayConfig.class))
                    .isEqualTo(new ReplayConfig(true, Duration.ofSeconds(2)));
            assertThat(context.getBean(RevocationConfig.class))
                    .isEqualTo(new RevocationConfig(Duration.ofSeconds(1)));
            assertThat(context.getBean(CommandConfig.class).queue()).isEqualTo(64);
            assertThat(context.getBean(SocketConfig.class))
                    .isEqualTo(
                            new SocketConfig(
                                    List.of(),
                                    Duration.ofSeconds(25),
                                    262_144,
                                    Duration.ofSeconds(30),
                                    Duration.ofMinutes(1),
                                    50_000,
                                    65_536,
                                    20,
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(5)));
        }
    }

    @Test
    void everyVariableOfTheEnvironmentBinds() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("CHAT_NODE_NAME", "gateway-9");
        variables.put("CHAT_REDIS_URL", "redis://127.0.0.1:2,127.0.0.1:3");
        variables.put("CHAT_REDIS_CLUSTER", "true");
        variables.put("CHAT_TOKEN_VERIFICATION_KEYS", KEYS.toString());
        variables.put("CHAT_COMMAND_API_URLS", "http://127.0.0.1:3,http://127.0.0.1:4");
        variables.put("CHAT_COMMAND_QUEUE", "8");
        variables.put("CHAT_COMMAND_CALLS_PER_NODE", "2");
        variables.put("CHAT_CONNECT_DEDUPE_WINDOW", "0s");
        variables.put("CHAT_FANOUT_LINGER", "1s");
        variables.put("CHAT_LOG_FORMAT", "json");
        variables.put("CHAT_TRACE_ENDPOINT", "http://127.0.0.1:5/v1/traces");
        variables.put("CHAT_TRACE_RATIO", "0.5");
        variables.put("CHAT_PRESENCE_SWEEP", "3s");
        variables.put("CHAT_PRESENCE_GRACE", "7s");
        variables.put("CHAT_PRESENCE_MAX_WATCHED", "9");
        variables.put("CHAT_PROBE_INTERVAL", "2s");
        variables.put("CHAT_PROBE_PATIENCE", "4s");
        variables.put("CHAT_PROBE_UNREADY_AFTER", "8s");
        variables.put("CHAT_REPLAY_ENABLED", "false");
        variables.put("CHAT_REPLAY_MARGIN", "3s");
        variables.put("CHAT_DRAIN_WINDOW", "9s");
        variables.put("CHAT_DRAIN_GRACE", "2s");
        variables.put("CHAT_REVOCATION_INTERVAL", "3s");
        variables.put("CHAT_SOCKET_CONNECTS_PER_SECOND", "10");
        variables.put("CHAT_SOCKET_CONNECT_BURST", "20");
        variables.put("CHAT_SOCKET_MAX_AGE", "1h");
        variables.put("CHAT_SOCKET_ALLOWED_ORIGINS", "https://a.example,https://b.example");
        variables.put("CHAT_SOCKET_HEARTBEAT", "10s");
        variables.put("CHAT_SOCKET_QUEUE_BYTES", "4096");
        variables.put("CHAT_SOCKET_STUCK_TIMEOUT", "9s");
        variables.put("CHAT_SOCKET_EXPIRY_WARNING", "8s");
        variables.put("CHAT_SOCKET_MAX_CONNECTIONS", "7");
        variables.put("CHAT_SOCKET_MAX_COMMAND_BYTES", "512");
        variables.put("CHAT_SOCKET_MAX_BAD_FRAMES", "3");
        variables.put("CHAT_SOCKET_OPEN_TIMEOUT", "2s");
        variables.put("CHAT_SOCKET_CLOSE_TIMEOUT", "3s");
        assertThatThrownBy(() -> start(keys(neededAnd("chat.socket.hartbeat", "10s"))))
                .hasStackTraceContaining(
                        "known are "
                                + variables.keySet().stream()
                                        .map(SettingsIT::key)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));

        try (ApplicationContext context = start(environment(variables))) {
            assertThat(context.getBean(NodeConfig.class)).isEqualTo(new NodeConfig("gateway-9"));
            assertThat(context.getBean(RedisConfig.class))
                    .isEqualTo(new RedisConfig("redis://127.0.0.1:2,127.0.0.1:3", true));
            assertThat(context.getBean(TokenConfig.class)).isEqualTo(new TokenConfig(KEYS));
            assertThat(context.getBean(CommandConfig.class))
                    .isEqualTo(
                            new CommandConfig(
                                    List.of(
                                            URI.create("http://127.0.0.1:3"),
                                            URI.create("http://127.0.0.1:4")),
                                    8,
                                    2));
            assertThat(context.getBean(LogConfig.class)).isEqualTo(new LogConfig("json"));
            assertThat(context.getBean(TraceConfig.class))
                    .isEqualTo(new TraceConfig("http://127.0.0.1:5/v1/traces", 0.5));
            assertThat(context.getBean(MiniConfig.class)).isEqualTo(new MiniConfig(Duration.ZERO));
            assertThat(context.getBean(FanOutConfig.class))
                    .isEqualTo(new FanOutConfig(Duration.ofSeconds(1)));
            assertThat(context.getBean(PresenceConfig.class))
                    .isEqualTo(new PresenceConfig(Duration.ofSeconds(3), Duration.ofSeconds(7), 9));
            assertThat(context.getBean(ProbeConfig.class))
                    .isEqualTo(
                            new ProbeConfig(
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(4),
                                    Duration.ofSeconds(8)));
            assertThat(context.getBean(ReplayConfig.class))
                    .isEqualTo(new ReplayConfig(false, Duration.ofSeconds(3)));
            assertThat(context.getBean(RevocationConfig.class))
                    .isEqualTo(new RevocationConfig(Duration.ofSeconds(3)));
            assertThat(context.getBean(SocketConfig.class))
                    .isEqualTo(
                            new SocketConfig(
                                    List.of("https://a.example", "https://b.example"),
                                    Duration.ofSeconds(10),
                                    4096,
                                    Duration.ofSeconds(9),
                                    Duration.ofSeconds(8),
                                    7,
                                    512,
                                    3,
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(3)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chat.node.name, a b",
        "chat.redis.url, http://127.0.0.1",
        "chat.redis.url, 'redis://127.0.0.1:1,127.0.0.1:2'",
        "chat.redis.url, redis://:6379",
        "chat.token.verification-keys, /no/such/file",
        "chat.command.api-urls, ftp://127.0.0.1",
        "chat.command.queue, 0",
        "chat.command.calls-per-node, 0",
        "chat.connect.dedupe-window, 6m",
        "chat.fanout.linger, 6m",
        "chat.presence.sweep, 0s",
        "chat.presence.grace, 1h",
        "chat.presence.max-watched, 0",
        "chat.probe.interval, 1ms",
        "chat.probe.patience, 1999ms",
        "chat.probe.unready-after, 1h",
        "chat.probe.unready-after, 1999ms",
        "chat.replay.margin, 0s",
        "chat.revocation.interval, 0s",
        "chat.drain.window, 1h",
        "chat.drain.grace, 1h",
        "chat.socket.connects-per-second, 0",
        "chat.socket.connect-burst, 0",
        "chat.socket.max-age, 10ms",
        "chat.socket.heartbeat, 0s",
        "chat.socket.queue-bytes, 1",
        "chat.socket.stuck-timeout, 0s",
        "chat.socket.expiry-warning, 1h",
        "chat.socket.max-connections, 0",
        "chat.socket.max-command-bytes, 200000",
        "chat.socket.max-bad-frames, -1",
        "chat.socket.open-timeout, 0s",
        "chat.socket.close-timeout, 2m"
    })
    void badValueStopsTheStartAndIsNamed(String key, String value) {
        assertThatThrownBy(() -> start(keys(neededAnd(key, value))).close())
                .rootCause()
                .hasMessageStartingWith(key + " is ")
                .hasMessageContaining(", expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret@ho st", "http://:secret@127.0.0.1"})
    void passwordOfRedisIsNotSaidWhenItsAddressIsBad(String url) {
        assertThatThrownBy(() -> start(keys(neededAnd("chat.redis.url", url))).close())
                .rootCause()
                .hasMessageStartingWith("chat.redis.url is ")
                .hasMessageNotContaining("secret");
        assertThat(new RedisConfig("redis://:secret@127.0.0.1:1", false))
                .hasToString("RedisConfig[url=redis://127.0.0.1:1, cluster=false]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.token.verification-keys", "chat.command.api-urls"})
    void absentValueThatIsNeededStopsTheStart(String key) {
        Map<String, Object> all = new HashMap<>(NEEDED);
        all.remove(key);

        assertThatThrownBy(() -> start(keys(all)).close())
                .rootCause()
                .hasMessageStartingWith(key + " is ")
                .hasMessageContaining(", expected ");
    }

    @Test
    void unknownKeyIsNamedBeforeAnythingElseIsWrong() {
        assertThatThrownBy(() -> start(keys(Map.of("chat.nod.name", "x"))).close())
                .rootCause()
                .hasMessageStartingWith("unknown setting chat.nod.name, ");
    }

    @Test
    void unknownKeyStopsTheStart() {
        assertThatThrownBy(() -> start(keys(neededAnd("chat.socket.heart-beat", "1s"))).close())
                .rootCause()
                .hasMessageStartingWith("unknown setting chat.socket.heart-beat, known are chat.");
    }

    @Test
    void unknownVariableStopsTheStart() {
        PropertySource variables = environment(Map.of("CHAT_REDIS_URI", "x", "PATH", "/bin"));

        assertThatThrownBy(() -> start(keys(NEEDED), variables).close())
                .rootCause()
                .hasMessageStartingWith("unknown setting CHAT_REDIS_URI, ");
    }
}
