package org.chatcluster.deploy.standalone.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What to run as API and as gateway.
///
/// @param api the command of an API node
/// @param gateway the command of a gateway
/// @param keyGenerator a command that writes the token keys; the directory is added to it
/// @param environment added to the environment of every API and gateway, of settings those that
///   each knows, see [KnownVariables]
public record Applications(
        List<String> api,
        List<String> gateway,
        List<String> keyGenerator,
        Map<String, String> environment) {
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders");

    private static final List<String> API_FLAGS = List.of("-Xmx1g");

    /// A young generation this small keeps what 10,000 idle sockets leave behind out of memory: 6.7
    /// KiB of it a socket, against 14.3 KiB with G1's sizing (ADR-0011).
    private static final List<String> GATEWAY_FLAGS =
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:MaxNewSize=32m");

    public Applications {
        api = List.copyOf(api);
        gateway = List.copyOf(gateway);
        keyGenerator = List.copyOf(keyGenerator);
        environment = Map.copyOf(environment);
    }

    /// Returns the built ones of a repository.
    public static Applications of(Path repository) {
        Path api = jar(repository, "chat-api");
        Path gateway = jar(repository, "chat-gateway");
        return new Applications(
                java(with(API_FLAGS, api), "-jar", api.toString()),
                java(with(GATEWAY_FLAGS, gateway), "-jar", gateway.toString()),
                java(List.of(), "-cp", api.toString(), "org.chatcluster.api.token.GenerateKeys"),
                Map.of());
    }

    /// Returns the same with this environment.
    public Applications withEnvironment(Map<String, String> other) {
        return new Applications(api, gateway, keyGenerator, other);
    }

    /// Returns the command of a JVM like this one.
    static List<String> java(List<String> flags, String... arguments) {
        String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        return Stream.of(List.of(java), flags, List.of(arguments)).flatMap(List::stream).toList();
    }

    private static List<String> with(List<String> more, Path jar) {
        return Stream.of(FLAGS, more, new StartCache(jar).flags()).flatMap(List::stream).toList();
    }

    private static Path jar(Path repository, String module) {
        Path jar = repository.resolve(module).resolve("target").resolve(module + ".jar");
        return jar.toAbsolutePath().normalize();
    }
}
