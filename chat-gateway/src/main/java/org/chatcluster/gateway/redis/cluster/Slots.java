package org.chatcluster.gateway.redis.cluster;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatcluster.common.channel.RedisNames;
import org.jspecify.annotations.Nullable;

/// Which master has which slot, at one moment. A channel's slot is the CRC16 of its name modulo
/// 16,384 (Redis Cluster specification). Immutable.
public final class Slots {
    /// What is known before the cluster has answered.
    public static final Slots NONE = new Slots(new Master[SlotHash.SLOT_COUNT]);

    /// Enough for a master of one slot, but for one time in 200,000.
    private static final int MOST_TRIES = 200_000;

    private final @Nullable Master[] masters;

    private Slots(@Nullable Master[] masters) {
        this.masters = masters;
    }

    /// Makes them from the master of each slot, null if it has none.
    public static Slots of(IntFunction<@Nullable Master> masterOf) {
        return new Slots(
                IntStream.range(0, SlotHash.SLOT_COUNT).mapToObj(masterOf).toArray(Master[]::new));
    }

    static Slots ofNodes(Iterable<RedisClusterNode> nodes) {
        @Nullable Master[] masters = new Master[SlotHash.SLOT_COUNT];
        for (RedisClusterNode node : nodes) {
            if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
                Master master = new Master(node.getUri().getHost(), node.getUri().getPort());
                node.forEachSlot(slot -> masters[slot] = master);
            }
        }
        return new Slots(masters);
    }

    /// Returns the slot of that user's channel.
    public static int ofUser(long userId) {
        return SlotHash.getSlot(RedisNames.userChannel(userId));
    }

    /// Returns the slot's master, or null if it has none.
    public @Nullable Master masterOf(int slot) {
        return masters[slot];
    }

    /// Returns all masters that have slots.
    public Set<Master> masters() {
        return Stream.of(masters)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the masters that have a slot here which is not theirs there.
    public Set<Master> losing(Slots next) {
        return IntStream.range(0, masters.length)
                .filter(slot -> !Objects.equals(masters[slot], next.masters[slot]))
                .mapToObj(this::masterOf)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns whether every slot has a master.
    public boolean areCovered() {
        return Arrays.stream(masters).allMatch(master -> master != null);
    }

    /// Returns a name that lies on that master, or any if none is found, as when it has no slots.
    ///
    /// @param names makes different names
    public byte[] nameOn(Master master, Supplier<byte[]> names) {
        byte[] name = names.get();
        for (int tries = 0; tries < MOST_TRIES && !isOn(master, name); tries++) {
            name = names.get();
        }
        return name;
    }

    private boolean isOn(Master master, byte[] name) {
        return master.equals(masters[SlotHash.getSlot(name)]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slots slots && Arrays.equals(masters, slots.masters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(masters);
    }
}
