package org.chatcluster.deploy.loadtest.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.loadtest.socket.Target;

/// A running cluster: where its servers answer, how its database is reached, and which processes it
/// consists of.
///
/// @param pids process numbers by name, such as `gateway-1` or `postgres`
/// @param signingKeys the file with the private keys that sign access tokens
public record Cluster(
        Target balancer,
        List<Target> apis,
        List<Target> gateways,
        Database database,
        Path signingKeys,
        Map<String, Long> pids) {
    /// Checks that there is something to connect to.
    public Cluster {
        apis = List.copyOf(apis);
        gateways = List.copyOf(gateways);
        pids = new LinkedHashMap<>(pids);
        if (gateways.isEmpty() || apis.isEmpty()) {
            throw new UnusableCluster("it lists no gateways or no API nodes");
        }
    }

    /// How the database is reached.
    ///
    /// @param url a JDBC address
    public record Database(String url, String username, String password) {}

    /// Reads `run/cluster.json` of a data folder.
    ///
    /// @throws UnusableCluster if it is absent or says too little
    public static Cluster in(Path data) {
        Path file = data.resolve("run").resolve("cluster.json");
        if (!Files.exists(file)) {
            throw new UnusableCluster("no cluster runs in %s: %s is absent".formatted(data, file));
        }
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            JsonNode database = required(json, "database");
            return new Cluster(
                    target(required(json, "balancer")),
                    targets(required(json, "apis")),
                    targets(required(json, "gateways")),
                    new Database(
                            required(database, "url").asText(),
                            required(database, "username").asText(),
                            required(database, "password").asText()),
                    data.resolve(required(json, "keys").asText()).resolve("signing-keys.json"),
                    pids(required(json, "pids")));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UnusableCluster(
                    "%s cannot be used: %s".formatted(file, unreadable.getMessage()));
        }
    }

    /// Returns the names of the processes that are gateways.
    public List<String> gatewayNames() {
        return pids.keySet().stream().filter(name -> name.startsWith("gateway")).toList();
    }

    /// Returns the names of the processes that run on a Java VM.
    public List<String> javaNames() {
        return pids.keySet().stream()
                .filter(name -> !name.equals("postgres") && !name.equals("redis"))
                .toList();
    }

    private static JsonNode required(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("\"" + name + "\" is absent");
        }
        return value;
    }

    private static Target target(JsonNode node) {
        return Target.of(node.asText());
    }

    private static List<Target> targets(JsonNode array) {
        List<Target> targets = new ArrayList<>();
        array.forEach(node -> targets.add(target(node)));
        return targets;
    }

    private static Map<String, Long> pids(JsonNode json) {
        Map<String, Long> pids = new LinkedHashMap<>();
        json.properties().forEach(entry -> pids.put(entry.getKey(), entry.getValue().asLong()));
        return pids;
    }
}
