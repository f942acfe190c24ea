package org.chatcluster.deploy.cluster.sharded;

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.deploy.backends.RedisServer;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.cluster.client.Awaiting;

/// A Redis Cluster of three masters without replicas, each a process with a folder of its own. For
/// one thread.
final class RedisMasters implements AutoCloseable {
    static final int COUNT = 3;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RedisClient client = RedisClient.create();
    private final Path directory;
    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RunningProgram> running = new ArrayList<>();
    private final Map<Integer, StatefulRedisConnection<String, String>> connections =
            new HashMap<>();
    private final int[] owners = new int[SlotHash.SLOT_COUNT];

    private RedisMasters(Path directory) {
        this.directory = directory;
    }

    /// Returns a cluster that serves all slots, a third each.
    static RedisMasters start(Path directory) {
        RedisMasters masters = new RedisMasters(directory.toAbsolutePath());
        try {
            masters.form();
            return masters;
        } catch (RuntimeException failed) {
            masters.close();
            throw failed;
        }
    }

    private void form() {
        RunningProgram.prepare(directory);
        FreePorts ports = new FreePorts();
        List<Integer> busPorts = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String name = "redis-" + (i + 1);
            int bus = ports.next();
            Path binaries = directory.resolve("binaries");
            Path home = directory.resolve(name);
            servers.add(RedisServer.prepareNode(name, binaries, home, ports.next(), bus));
            busPorts.add(bus);
            running.add(RunningProgram.start(servers.get(i).program(), directory));
        }
        running.forEach(server -> server.awaitReady(LIMIT));
        for (int i = 0; i < COUNT; i++) {
            int master = i;
            int[] slots =
                    IntStream.range(0, SlotHash.SLOT_COUNT)
                            .filter(slot -> slot * COUNT / SlotHash.SLOT_COUNT == master)
                            .toArray();
            IntStream.of(slots).forEach(slot -> owners[slot] = master);
            redis(i).clusterAddSlots(slots);
            meet(i, busPorts.getFirst());
        }
        awaitWhole();
    }

    /// The command that the client has leaves no room for the port of the bus.
    private void meet(int master, int firstBusPort) {
        redis(master)
                .dispatch(
                        CommandType.CLUSTER,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8)
                                .add("MEET")
                                .add("127.0.0.1")
                                .add(RedisURI.create(servers.getFirst().url()).getPort())
                                .add(firstBusPort));
    }

    /// Waits until every master knows every other and says that all slots are served.
    void awaitWhole() {
        Awaiting.upTo(LIMIT).until(() -> IntStream.range(0, COUNT).allMatch(this::seesAll));
    }

    private boolean seesAll(int master) {
        String info = redis(master).clusterInfo();
        return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:" + SlotHash.SLOT_COUNT);
    }

    private RedisCommands<String, String> redis(int master) {
        return connections
                .computeIfAbsent(master, i -> client.connect(RedisURI.create(servers.get(i).url())))
                .sync();
    }

    /// Returns the URL that names the first two masters; the third is found through them.
    String url() {
        return servers.stream()
                .limit(2)
                .map(server -> server.url().replace("redis://", ""))
                .collect(Collectors.joining(",", "redis://", ""));
    }

    /// Returns the master, from 0, that has the slot of that user's channel.
    int masterOf(long userId) {
        return owners[slotOf(userId)];
    }

    private static int slotOf(long userId) {
        return SlotHash.getSlot(RedisNames.userChannel(userId));
    }

    /// Moves the slot of that user's channel to another master, as `redis-cli --cluster reshard`
    /// does.
    void moveSlotOf(long userId, int to) {
        int slot = slotOf(userId);
        int from = owners[slot];
        String source = redis(from).clusterMyId();
        String target = redis(to).clusterMyId();
        redis(to).clusterSetSlotImporting(slot, source);
        redis(from).clusterSetSlotMigrating(slot, target);
        RedisURI there = RedisURI.create(servers.get(to).url());
        List<String> keys = redis(from).clusterGetKeysInSlot(slot, 1_000);
        if (!keys.isEmpty()) {
            redis(from)
                    .migrate(
                            there.getHost(),
                            there.getPort(),
                            0,
                            1_000,
                            MigrateArgs.Builder.keys(keys));
        }
        redis(to).clusterSetSlotNode(slot, target);
        redis(from).clusterSetSlotNode(slot, target);
        IntStream.range(0, COUNT)
                .filter(other -> other != to && other != from)
                .forEach(other -> redis(other).clusterSetSlotNode(slot, target));
        owners[slot] = to;
    }

    /// Kills a master without warning.
    void kill(int master) {
        running.get(master).kill();
    }

    /// Starts a master again that was killed, and waits until the cluster is whole.
    void startAgain(int master) {
        running.set(master, RunningProgram.start(servers.get(master).program(), directory));
        running.get(master).awaitReady(LIMIT);
        awaitWhole();
    }

    /// Stops a master as it is (SIGSTOP): its connections stay open and bring nothing.
    void pause(int master) {
        signal(master, "STOP");
    }

    /// Lets it go on (SIGCONT).
    void goOn(int master) {
        signal(master, "CONT");
    }

    private void signal(int master, String signal) {
        String pid = Long.toString(running.get(master).pid());
        try {
            new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        for (int i = 0; i < running.size(); i++) {
            goOn(i);
            running.get(i).stop(LIMIT);
        }
    }
}
