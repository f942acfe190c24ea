package org.chatcluster.deploy.cluster.sharded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.Backends;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Person;

/// Two API nodes and two gateways on a Redis Cluster, and people of whom is known on which master
/// their channels lie. For one thread.
final class ShardedCluster implements AutoCloseable {
    private static final String DATABASE = "chat_sharded_tests";
    private static final int MOST_TRIES = 100;

    private final Backends backends;
    private final RedisMasters masters;
    private final TestCluster cluster;

    private ShardedCluster(Backends backends, RedisMasters masters, TestCluster cluster) {
        this.backends = backends;
        this.masters = masters;
        this.cluster = cluster;
    }

    static ShardedCluster start() {
        Path directory = Checkout.root().resolve("deploy/cluster-tests/target/sharded");
        Backends backends = Backends.start(directory.resolve("backends"));
        RedisMasters masters = RedisMasters.start(directory.resolve("redis"));
        BackendAddresses addresses =
                new BackendAddresses(
                        backends.createDatabase(DATABASE),
                        backends.databaseUsername(),
                        backends.databasePassword(),
                        masters.url());
        TestCluster cluster =
                TestCluster.startBeside(
                        directory.resolve("cluster"),
                        addresses,
                        Map.of("CHAT_REDIS_CLUSTER", "true"));
        return new ShardedCluster(backends, masters, cluster);
    }

    TestCluster nodes() {
        return cluster;
    }

    RedisMasters masters() {
        return masters;
    }

    /// Registers people until one's channel lies on that master, and returns that one.
    Person registerOn(int master) {
        return Stream.generate(() -> cluster.register("On " + master))
                .limit(MOST_TRIES)
                .filter(person -> masters.masterOf(person.id()) == master)
                .findFirst()
                .orElseThrow();
    }

    /// Waits until the readiness of both gateways is that.
    void awaitReadiness(IntPredicate status, int seconds) {
        Awaiting.upToSeconds(seconds)
                .until(() -> gateways().stream().allMatch(node -> status.test(readiness(node))));
    }

    private List<URI> gateways() {
        return IntStream.rangeClosed(1, cluster.gateways()).mapToObj(cluster::gateway).toList();
    }

    private int readiness(URI gateway) {
        return cluster.statusOf(gateway.resolve("/health/readiness"));
    }

    @Override
    public void close() {
        cluster.close();
        masters.close();
        backends.close();
    }
}
