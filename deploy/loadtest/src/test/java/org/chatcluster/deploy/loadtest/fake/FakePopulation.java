package org.chatcluster.deploy.loadtest.fake;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.deploy.loadtest.population.Population;
import org.chatcluster.deploy.loadtest.population.PopulationSource;

/// Users and chats that the fake server knows: user `u` has number `u + 1` and token `token-<u +
/// 1>`, chat `c` has number `c + 1`.
public final class FakePopulation implements PopulationSource {
    @Override
    public Population populate(String run, Kind kind, int chats, int members) {
        List<Long> users = LongStream.rangeClosed(1, (long) chats * members).boxed().toList();
        return new Population(
                users,
                users.stream().map(id -> "token-" + id).toList(),
                IntStream.rangeClosed(1, chats).mapToObj(Long::valueOf).toList());
    }
}
