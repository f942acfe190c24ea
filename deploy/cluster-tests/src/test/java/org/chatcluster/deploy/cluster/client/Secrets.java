package org.chatcluster.deploy.cluster.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the clients of a run sent or got and no log may hold: passwords, tokens, tickets, message
/// content. Thread-safe.
public final class Secrets {
    private static final Set<String> FIELDS =
            Set.of("password", "content", "access_token", "refresh_token", "ticket");

    /// Shorter ones occur by chance.
    private static final int SHORTEST = 10;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /// Notes every secret in a body or frame of ours, which may be bad JSON on purpose.
    void noteIn(String text) {
        try {
            note(Json.parse(text));
        } catch (AssertionError _) {
            // Then nothing was made of it, and it is a test's own words.
        }
    }

    /// Notes every secret in a body or frame.
    void note(JsonNode json) {
        Json.fieldsWithin(json)
                .filter(field -> FIELDS.contains(field.getKey()) && field.getValue().isTextual())
                .forEach(field -> note(field.getValue().textValue()));
    }

    /// Notes a secret.
    public void note(String secret) {
        if (secret.length() >= SHORTEST) {
            known.add(secret);
        }
    }

    /// Returns how many are known.
    public int count() {
        return known.size();
    }

    /// Returns what finds them in many lines quickly.
    public Search search() {
        return new Search(
                known.stream()
                        .collect(Collectors.groupingBy(secret -> secret.substring(0, SHORTEST)))
                        .entrySet()
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> Set.copyOf(e.getValue()))));
    }

    /// The secrets by their beginnings.
    public record Search(Map<String, Set<String>> byBeginning) {
        /// Returns a secret that the line holds.
        public Optional<String> in(String line) {
            return Stream.iterate(0, at -> at + SHORTEST <= line.length(), at -> at + 1)
                    .flatMap(at ->
                            byBeginning
                                    .getOrDefault(line.substring(at, at + SHORTEST), Set.of())
                                    .stream()
                                    .filter(secret -> line.startsWith(secret, at)))
                    .findFirst();
        }
    }
}
