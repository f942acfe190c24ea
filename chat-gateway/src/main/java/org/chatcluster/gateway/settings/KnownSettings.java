package org.chatcluster.gateway.settings;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Stops the start when a `chat.*` key is set that no feature reads: most often a typing error,
/// which would otherwise leave a default in force unnoticed.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KnownSettings {
    static final Set<String> KEYS =
            Set.of(
                    "chat.node.name",
                    "chat.redis.cluster",
                    "chat.redis.url",
                    "chat.token.verification-keys",
                    "chat.command.api-urls",
                    "chat.command.queue",
                    "chat.command.calls-per-node",
                    "chat.connect.dedupe-window",
                    "chat.drain.window",
                    "chat.drain.grace",
                    "chat.fanout.linger",
                    "chat.log.format",
                    "chat.presence.sweep",
                    "chat.presence.grace",
                    "chat.presence.max-watched",
                    "chat.probe.interval",
                    "chat.probe.patience",
                    "chat.probe.unready-after",
                    "chat.replay.enabled",
                    "chat.replay.margin",
                    "chat.revocation.interval",
                    "chat.trace.endpoint",
                    "chat.trace.ratio",
                    "chat.socket.connects-per-second",
                    "chat.socket.connect-burst",
                    "chat.socket.max-age",
                    "chat.socket.allowed-origins",
                    "chat.socket.heartbeat",
                    "chat.socket.queue-bytes",
                    "chat.socket.stuck-timeout",
                    "chat.socket.expiry-warning",
                    "chat.socket.max-connections",
                    "chat.socket.max-command-bytes",
                    "chat.socket.max-bad-frames",
                    "chat.socket.open-timeout",
                    "chat.socket.close-timeout");

    /// Variables of the environment that the cluster's other processes and its log set-up read.
    private static final Set<String> VARIABLES_OF_OTHERS =
            Set.of("CHAT_LOG_DIR", "CHAT_LOG_LEVEL", "CHAT_PORT");

    private static final Set<String> VARIABLES =
            KEYS.stream().map(KnownSettings::variable).collect(Collectors.toUnmodifiableSet());

    KnownSettings(Environment environment) {
        Set<String> unknown = new TreeSet<>();
        for (PropertySource source : environment.getPropertySources()) {
            boolean variables =
                    source.getConvention()
                            == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE;
            for (String key : source) {
                (variables ? unknownVariable(key) : unknownKey(key)).ifPresent(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "unknown setting " + String.join(", ", unknown) + ", known are " + known());
        }
    }

    private static Optional<String> unknownVariable(String name) {
        boolean known =
                !name.startsWith("CHAT_")
                        || name.startsWith("CHAT_TEST_")
                        || VARIABLES_OF_OTHERS.contains(name)
                        || VARIABLES.contains(name);
        return known ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> unknownKey(String key) {
        int index = key.indexOf('[');
        String whole = index < 0 ? key : key.substring(0, index);
        boolean known = !whole.startsWith("chat.") || KEYS.contains(whole);
        return known ? Optional.empty() : Optional.of(key);
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String known() {
        return String.join(", ", new TreeSet<>(KEYS));
    }
}
