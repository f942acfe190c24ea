package org.chatcluster.deploy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.Backends;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Secrets;
import org.chatcluster.deploy.cluster.contract.Contract;
import org.chatcluster.deploy.cluster.observe.Collector;
import org.chatcluster.deploy.standalone.cluster.Applications;
import org.chatcluster.deploy.standalone.cluster.Cluster;
import org.chatcluster.deploy.standalone.cluster.ClusterSettings;
import org.chatcluster.deploy.standalone.cluster.Topology;

/// The running cluster, and how to become somebody in it. Thread-safe.
public final class TestCluster implements AutoCloseable {
    private static final Topology TOPOLOGY = new Topology(0, 2, 4);

    /// The JVM's options halve the work of starting six nodes at once, at the cost of a peak
    /// throughput that nothing here measures; thousands register, so passwords are as cheap as they
    /// may be.
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "CHAT_LOG_LEVEL", "DEBUG",
                    "CHAT_PASSWORD_MEMORY_KIB", "8192",
                    "CHAT_PASSWORD_PASSES", "1",
                    "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private static final int AT_A_TIME = 10;
    private static final String DATABASE = "chat_cluster_tests";

    private final Cluster processes;
    private final Optional<Backends> backends;
    private final Collector collector;
    private final Logs logs;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Secrets secrets = new Secrets();
    private final Contract contract;
    private final AtomicInteger addresses = new AtomicInteger();

    private TestCluster(
            Cluster processes, Optional<Backends> backends, Collector collector, Path directory) {
        this.processes = processes;
        this.backends = backends;
        this.collector = collector;
        this.logs = new Logs(directory.resolve("logs"));
        this.contract = Contract.servedAt(client, processes.balancer());
    }

    static TestCluster start() {
        Path root = Checkout.root();
        Path directory = root.resolve("deploy/cluster-tests/target/cluster");
        Checkout.requireBuilt(root, "chat-api", "chat-gateway");
        Checkout.forgetData(directory);
        Optional<Backends> given = Backends.startUnlessEmbedded();
        Collector collector = Collector.start();
        ClusterSettings settings =
                new ClusterSettings(
                        directory,
                        TOPOLOGY,
                        Applications.of(root).withEnvironment(environment(collector)),
                        given.map(TestCluster::withDatabaseOfItsOwn));
        try {
            Cluster processes = Cluster.start(settings, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(processes::close));
            return new TestCluster(processes, given, collector, directory);
        } catch (RuntimeException failed) {
            collector.close();
            given.ifPresent(Backends::close);
            throw failed;
        }
    }

    /// Returns a cluster beside the suite's own, for tests that need other settings or another
    /// Redis: two API nodes and two gateways. Whoever starts it closes it.
    ///
    /// @param backends theirs to stop
    public static TestCluster startBeside(
            Path directory, BackendAddresses backends, Map<String, String> more) {
        Path root = Checkout.root();
        Checkout.requireBuilt(root, "chat-api", "chat-gateway");
        Collector collector = Collector.start();
        Map<String, String> environment = environment(collector);
        environment.putAll(more);
        ClusterSettings settings =
                new ClusterSettings(
                        directory,
                        new Topology(0, 2, 2),
                        Applications.of(root).withEnvironment(environment),
                        Optional.of(backends));
        try {
            Cluster processes = Cluster.start(settings, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(processes::close));
            return new TestCluster(processes, Optional.empty(), collector, directory);
        } catch (RuntimeException failed) {
            collector.close();
            throw failed;
        }
    }

    /// Only what a test asks to be traced is.
    private static Map<String, String> environment(Collector collector) {
        Map<String, String> all = new HashMap<>(ENVIRONMENT);
        all.put("CHAT_TRACE_ENDPOINT", collector.endpoint());
        all.put("CHAT_TRACE_RATIO", "0");
        return all;
    }

    public URI balancer() {
        return processes.balancer();
    }

    /// Returns where an API node is; the first is 1.
    public URI api(int number) {
        return processes.apis().get(number - 1);
    }

    /// Returns where a gateway is; the first is 1.
    public URI gateway(int number) {
        return processes.gateways().get(number - 1);
    }

    /// Returns how many gateways run.
    public int gateways() {
        return processes.gateways().size();
    }

    /// Returns the processes, for tests that kill some.
    public Cluster processes() {
        return processes;
    }

    public Database database() {
        return new Database(processes.backends());
    }

    /// Returns where the nodes' spans go.
    public Collector collector() {
        return collector;
    }

    public Logs logs() {
        return logs;
    }

    public Secrets secrets() {
        return secrets;
    }

    /// Returns calls to the balancer without a token.
    public Rest anonymous() {
        return new Rest(client, secrets, contract, balancer(), Map.of());
    }

    /// Returns the status that a GET is answered with.
    public int statusOf(URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Registers somebody whose calls go through the balancer afterwards. They register at an API
    /// node, from an address of their own, so that the limit on registrations per address, which is
    /// not this test's subject, does not stop the suite.
    public Person register(String name) {
        int number = addresses.getAndIncrement();
        String address = "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 255, number & 255);
        Rest node = anonymous().at(api(1 + number % 2)).with("X-Forwarded-For", address);
        Person person = Person.register(node, name);
        return Person.signedIn(anonymous(), person.pair());
    }

    /// Registers many, a few at a time, since hashing passwords takes its time on purpose.
    public List<Person> register(String name, int count) {
        return IntStream.iterate(0, from -> from < count, from -> from + AT_A_TIME)
                .mapToObj(from ->
                        Parallel.times(
                                Math.min(AT_A_TIME, count - from),
                                i -> register(name + " " + (from + i))))
                .flatMap(List::stream)
                .toList();
    }

    /// Signs in as the demo's administrator.
    public Person admin() {
        String body = Json.object("email", "admin", "password", "admin123");
        Rest anonymous = anonymous();
        return Person.signedIn(anonymous, anonymous.post("/api/v1/auth/login", body).as(200));
    }

    @Override
    public void close() {
        client.shutdownNow();
        processes.close();
        collector.close();
        backends.ifPresent(given -> {
            new Database(given.addresses())
                    .run("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            given.close();
        });
    }

    private static BackendAddresses withDatabaseOfItsOwn(Backends given) {
        new Database(given.addresses())
                .run("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
        return new BackendAddresses(
                given.createDatabase(DATABASE),
                given.databaseUsername(),
                given.databasePassword(),
                given.redisUrl());
    }
}
