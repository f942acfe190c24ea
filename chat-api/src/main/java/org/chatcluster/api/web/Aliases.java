package org.chatcluster.api.web;

import io.micronaut.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one table of paths that older documents name, and what they stand for.
final class Aliases {
    private static final List<Alias> TABLE =
            List.of(
                    new Alias(HttpMethod.GET, "/chats/(\\d+)/members", "/api/v1/chats/$1/members"),
                    new Alias(
                            HttpMethod.DELETE,
                            "/chats/(\\d+)/members/(\\d+)",
                            "/api/v1/chats/$1/members/$2"),
                    new Alias(HttpMethod.PUT, "/api/users/(\\d+)", "/api/v1/users/$1"));

    private Aliases() {}

    /// Returns the path that a call to this one means, or empty if it is no alias.
    static Optional<String> of(HttpMethod method, String path) {
        return TABLE.stream()
                .filter(alias -> alias.method == method)
                .flatMap(alias -> alias.target(path).stream())
                .findFirst();
    }

    /// @param path the whole path
    /// @param target what it stands for, with the groups of `path`
    private record Alias(HttpMethod method, Pattern path, String target) {
        Alias(HttpMethod method, String path, String target) {
            this(method, Pattern.compile(path), target);
        }

        Optional<String> target(String called) {
            Matcher match = path.matcher(called);
            return match.matches() ? Optional.of(match.replaceFirst(target)) : Optional.empty();
        }
    }
}
