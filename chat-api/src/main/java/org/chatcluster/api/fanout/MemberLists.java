package org.chatcluster.api.fanout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.MemberListRepository.Membership;

/// Who gets an event of a chat. Lists are cached by `(chat_id, members_version)`; the version comes
/// out of the commit that made the event, so an entry can't be stale and is never invalidated, only
/// evicted. Thread-safe.
@Singleton
final class MemberLists {
    /// Member ids kept at most, over all lists: about 40 MB.
    private static final long MAX_IDS = 5_000_000;

    private final MemberListRepository repository;
    private final Transactions transactions;
    private final Cache<Key, long[]> lists =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_IDS)
                    .weigher((Key _, long[] ids) -> 16 + ids.length)
                    .build();

    MemberLists(MemberListRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /// Returns the ids of the members. Reads the database unless the list is cached, so it may
    /// block. If that fails, a transaction of the caller's can go on all the same.
    ///
    /// If the membership has changed again since the event, the list is read as it is now, less
    /// those who joined after the event: who was removed meanwhile gets nothing more, and who is
    /// new gets nothing of the time before.
    long[] of(Recipients.Members members) {
        Key key = key(members);
        long @Nullable [] cached = lists.getIfPresent(key);
        return cached != null ? cached : read(key, members.seq());
    }

    /// Returns whether the list is cached.
    boolean areCached(Recipients.Members members) {
        return lists.getIfPresent(key(members)) != null;
    }

    private static Key key(Recipients.Members members) {
        return new Key(members.chatId(), members.membersVersion());
    }

    private long[] read(Key key, long seq) {
        List<Membership> memberships =
                transactions.apart(() -> repository.findMembers(key.chatId()));
        boolean asCommitted =
                memberships.stream().allMatch(m -> m.membersVersion() == key.membersVersion());
        long[] ids =
                memberships.stream()
                        .filter(m -> asCommitted || m.joinedSeq() <= seq)
                        .mapToLong(Membership::userId)
                        .toArray();
        if (asCommitted && ids.length > 0) {
            lists.put(key, ids);
        }
        return ids;
    }

    private record Key(long chatId, long membersVersion) {}
}
