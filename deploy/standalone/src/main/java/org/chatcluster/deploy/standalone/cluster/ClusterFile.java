package org.chatcluster.deploy.standalone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.deploy.backends.BackendAddresses;

/// `run/cluster.json`: where everything is, for programs that measure or test a running cluster.
/// Only its owner may read it, since the database's password is in it.
///
/// ```
/// {"balancer": url, "apis": [url], "gateways": [url], "redis": url, "keys": directory,
///  "database": {"url", "username", "password"}, "pids": {name: pid}}
/// ```
record ClusterFile(Path path) {
    static ClusterFile in(Path directory) {
        return new ClusterFile(directory.resolve("run/cluster.json"));
    }

    /// Replaces the file as a whole, so that a reader never sees half of it.
    void write(Nodes nodes, BackendAddresses backends, Map<String, Long> pids) {
        Path fresh = path.resolveSibling("cluster.json.new");
        var onlyOwner = PosixFilePermissions.fromString("rw-------");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(onlyOwner));
            Files.writeString(fresh, json(nodes, backends, pids));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String json(Nodes nodes, BackendAddresses backends, Map<String, Long> pids) {
        String numbers =
                pids.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return """
        {
          "balancer": %s,
          "apis": [%s],
          "gateways": [%s],
          "database": {"url": %s, "username": %s, "password": %s},
          "redis": %s,
          "keys": %s,
          "pids": {%s}
        }
        """
                .formatted(
                        quoted(nodes.balancer().toString()),
                        quoted(nodes.apis()),
                        quoted(nodes.gateways()),
                        quoted(backends.databaseUrl()),
                        quoted(backends.databaseUsername()),
                        quoted(backends.databasePassword()),
                        quoted(backends.redisUrl()),
                        quoted(nodes.keys().toString()),
                        numbers);
    }

    private static String quoted(List<URI> urls) {
        return urls.stream().map(url -> quoted(url.toString())).collect(Collectors.joining(", "));
    }

    /// Returns a JSON string (RFC 8259, section 7).
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
