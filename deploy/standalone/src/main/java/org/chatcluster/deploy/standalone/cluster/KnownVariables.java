package org.chatcluster.deploy.standalone.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which settings an API node and a gateway know, as variables of the environment. Each refuses to
/// start with one that it does not know, though the other may; so each is given its own alone.
///
/// The lists are those of `docs/settings.md`, which is made from the configuration classes.
public enum KnownVariables {
    API("## chat-api"),
    GATEWAY("## chat-gateway");

    private static final String PREFIX = "CHAT_";

    /// Of the log set-up, which both have.
    private static final String LOG_LEVEL = "CHAT_LOG_LEVEL";

    /// For the tests of this repository, and for no process of a cluster.
    private static final String FOR_TESTS = "CHAT_TEST_";

    private final Set<String> settings;

    /// @param heading of its part of the document
    KnownVariables(String heading) {
        this.settings =
                document().stream()
                        .dropWhile(line -> !line.equals(heading))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("| `" + PREFIX))
                        .map(line -> line.split("`", 3)[1])
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> document() {
        try (InputStream in = KnownVariables.class.getResourceAsStream("settings.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
                    "neither an API node nor a gateway knows the setting %s; docs/settings.md lists all."
                            .formatted(String.join(", ", names)));
        }
    }
}
