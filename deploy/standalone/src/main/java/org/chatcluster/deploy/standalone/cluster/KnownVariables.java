package org.chatcluster.deploy.standalone.cluster;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which settings an API node and a gateway know, as variables of the environment. Each refuses to
/// start with one that it does not know, though the other may; so each is given its own alone.
///
/// `KnownVariablesIT` of the integration suite holds both lists against the applications
/// themselves.
public enum KnownVariables {
    API(
            """
            ADMIN_EMAIL ADMIN_PASSWORD
            DATABASE_PASSWORD DATABASE_POOL_SIZE DATABASE_URL DATABASE_USERNAME
            DEMO_ENABLED
            LIMIT_LOGINS_PER_ACCOUNT LIMIT_LOGINS_PER_ADDRESS
            LIMIT_REGISTRATIONS_PER_ACCOUNT LIMIT_REGISTRATIONS_PER_ADDRESS
            NODE_NAME
            OUTBOX_ENABLED OUTBOX_REMOVAL_INTERVAL OUTBOX_STALE_AFTER OUTBOX_SWEEP_INTERVAL OUTBOX_SWEEP_LIMIT
            PASSWORD_MEMORY_KIB PASSWORD_PASSES PASSWORD_QUEUED PASSWORD_THREADS
            REDIS_CONNECT_TIMEOUT REDIS_QUEUED_COMMANDS REDIS_TIMEOUT REDIS_URL
            SEND_BATCH SEND_LANES SEND_PATIENCE SEND_QUEUE
            TOKEN_ACCESS_LIFE TOKEN_REFRESH_LIFE TOKEN_SIGNING_KEYS TOKEN_VERIFIED_TOKENS
            TYPING_INTERVAL TYPING_MAX_MEMBERS
            WEB_ALLOWED_ORIGINS WEB_TRUSTED_PROXIES
            """),
    GATEWAY(
            """
            COMMAND_API_URLS COMMAND_CALLS_PER_NODE COMMAND_QUEUE
            CONNECT_DEDUPE_WINDOW
            DRAIN_GRACE DRAIN_WINDOW
            FANOUT_LINGER
            NODE_NAME
            PRESENCE_GRACE PRESENCE_MAX_WATCHED PRESENCE_SWEEP
            PROBE_INTERVAL PROBE_PATIENCE PROBE_UNREADY_AFTER
            REDIS_URL
            REPLAY_ENABLED REPLAY_MARGIN
            REVOCATION_INTERVAL
            SOCKET_ALLOWED_ORIGINS SOCKET_CLOSE_TIMEOUT SOCKET_CONNECT_BURST SOCKET_CONNECTS_PER_SECOND
            SOCKET_EXPIRY_WARNING SOCKET_HEARTBEAT SOCKET_MAX_AGE SOCKET_MAX_BAD_FRAMES
            SOCKET_MAX_COMMAND_BYTES SOCKET_MAX_CONNECTIONS SOCKET_OPEN_TIMEOUT SOCKET_QUEUE_BYTES
            SOCKET_STUCK_TIMEOUT
            TOKEN_VERIFICATION_KEYS
            """);

    private static final String PREFIX = "CHAT_";

    /// Of the log set-up, which both have.
    private static final String LOG_LEVEL = "CHAT_LOG_LEVEL";

    /// For the tests of this repository, and for no process of a cluster.
    private static final String FOR_TESTS = "CHAT_TEST_";

    private final Set<String> settings;

    KnownVariables(String settings) {
        this.settings =
                Stream.of(settings.strip().split("\\s+"))
                        .map(name -> "CHAT_" + name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the variables that stand for the settings of such a node.
    public Set<String> settings() {
        return settings;
    }

    /// Returns those variables of an environment that such a node is to be given, besides all that
    /// are no settings.
    Map<String, String> of(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable ->
                        !variable.getKey().startsWith(PREFIX)
                                || variable.getKey().equals(LOG_LEVEL)
                                || settings.contains(variable.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Returns the settings of an environment.
    ///
    /// @throws UnknownVariable if neither kind of node knows one of them
    public static Map<String, String> settingsIn(Map<String, String> environment) {
        Map<String, String> ours =
                environment.entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(PREFIX))
                        .filter(variable -> !variable.getKey().startsWith(FOR_TESTS))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> unknown = new TreeSet<>(ours.keySet());
        unknown.remove(LOG_LEVEL);
        for (KnownVariables node : values()) {
            unknown.removeAll(node.settings);
        }
        if (!unknown.isEmpty()) {
            throw new UnknownVariable(unknown);
        }
        return ours;
    }

    /// A variable that looks like a setting and is none; the message is one sentence.
    public static final class UnknownVariable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownVariable(Set<String> names) {
            super(
                    "neither an API node nor a gateway knows the setting %s; README.md lists them."
                            .formatted(String.join(", ", names)));
        }
    }
}
