package org.chatcluster.deploy.standalone.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.Program;

/// The API nodes, gateways and balancer of a cluster, as programs with fixed ports: a node that is
/// started again is found where it was.
final class Nodes {
    private final ClusterSettings settings;
    private final URI balancer;
    private final List<URI> rehearsals;
    private final List<URI> apis;
    private final List<URI> gateways;

    Nodes(ClusterSettings settings, FreePorts ports) {
        this.settings = settings;
        Topology topology = settings.topology();
        this.balancer = url(topology.port() == 0 ? ports.next() : topology.port());
        this.rehearsals = urls(2, ports);
        this.apis = urls(topology.apis(), ports);
        this.gateways = urls(topology.gateways(), ports);
    }

    URI balancer() {
        return balancer;
    }

    List<URI> apis() {
        return apis;
    }

    List<URI> gateways() {
        return gateways;
    }

    /// Returns where the token keys are.
    Path keys() {
        return settings.directory().resolve("keys");
    }

    /// Returns the API nodes and gateways, which may start in any order.
    List<Program> applications(BackendAddresses backends) {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < apis.size(); i++) {
            programs.add(api("api-" + (i + 1), apis.get(i), backends));
        }
        for (int i = 0; i < gateways.size(); i++) {
            programs.add(gateway("gateway-" + (i + 1), gateways.get(i), backends));
        }
        return programs;
    }

    /// Returns one node of each kind that nobody knows of.
    List<Program> understudies(BackendAddresses backends) {
        return List.of(
                api("api-rehearsal", rehearsals.getFirst(), backends),
                gateway("gateway-rehearsal", rehearsals.getLast(), backends));
    }

    /// Returns the balancer, which runs from the class path of this JVM.
    Program balancerProgram() {
        List<String> command =
                Applications.java(
                        List.of("-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC", "-Xmx512m"),
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        "org.chatcluster.deploy.standalone.Main",
                        "balancer",
                        Integer.toString(balancer.getPort()),
                        commaSeparated(apis),
                        commaSeparated(gateways));
        return new Program(
                "balancer",
                command,
                Map.of(),
                new HttpReadiness(balancer.resolve("/"), 302),
                Program.StopSignal.TERM);
    }

    private Program api(String name, URI url, BackendAddresses backends) {
        Map<String, String> environment = environment(name, url, backends);
        environment.put("CHAT_DATABASE_URL", backends.databaseUrl());
        environment.put("CHAT_DATABASE_USERNAME", backends.databaseUsername());
        environment.put("CHAT_DATABASE_PASSWORD", backends.databasePassword());
        environment.put("CHAT_TOKEN_SIGNING_KEYS", keys().resolve("signing-keys.json").toString());
        environment.put("CHAT_DEMO_ENABLED", "true");
        environment.put("CHAT_WEB_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("CHAT_WEB_ALLOWED_ORIGINS", "*");
        environment.putAll(given(KnownVariables.API, environment));
        return node(name, settings.applications().api(), environment, url);
    }

    private Program gateway(String name, URI url, BackendAddresses backends) {
        Map<String, String> environment = environment(name, url, backends);
        String keyFile = keys().resolve("verification-keys.json").toString();
        environment.put("CHAT_TOKEN_VERIFICATION_KEYS", keyFile);
        environment.put("CHAT_COMMAND_API_URLS", commaSeparated(apis));
        environment.put("CHAT_SOCKET_ALLOWED_ORIGINS", "*");
        environment.putAll(given(KnownVariables.GATEWAY, environment));
        return node(name, settings.applications().gateway(), environment, url);
    }

    private static Map<String, String> environment(
            String name, URI url, BackendAddresses backends) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MICRONAUT_SERVER_HOST", url.getHost());
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(url.getPort()));
        environment.put("CHAT_NODE_NAME", name);
        environment.put("CHAT_REDIS_URL", backends.redisUrl());
        return environment;
    }

    /// Returns what such a node is given besides what the cluster itself sets, which stays.
    private Map<String, String> given(KnownVariables known, Map<String, String> set) {
        Map<String, String> given = new HashMap<>(known.of(settings.applications().environment()));
        given.keySet().removeAll(set.keySet());
        return given;
    }

    private static Program node(
            String name, List<String> command, Map<String, String> environment, URI url) {
        var readiness = new HttpReadiness(url.resolve("/health/readiness"), 200);
        return new Program(name, command, environment, readiness, Program.StopSignal.TERM);
    }

    private static String commaSeparated(List<URI> urls) {
        return urls.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    private static List<URI> urls(int count, FreePorts ports) {
        return IntStream.range(0, count).mapToObj(_ -> url(ports.next())).toList();
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
