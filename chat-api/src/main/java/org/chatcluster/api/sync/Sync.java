package org.chatcluster.api.sync;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.chat.Chats;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.sync.Changes.Window;
import org.chatcluster.api.sync.SyncRepository.Position;
import org.jspecify.annotations.Nullable;

/// Tells a user what they have missed, a page at a time, each as of one moment. Blocks on the
/// database.
@Singleton
final class Sync {
    /// A chat object can carry a hundred participants.
    private static final int MAX_JOINED = 50;

    private static final int CHANGES_PER_JOINED = 2;

    private final SyncRepository repository;
    private final Changes changes;
    private final Chats chats;
    private final Transactions transactions;

    Sync(SyncRepository repository, Changes changes, Chats chats, Transactions transactions) {
        this.repository = repository;
        this.changes = changes;
        this.chats = chats;
        this.transactions = transactions;
    }

    /// Returns the next page for that user.
    ///
    /// @throws org.chatcluster.api.refusal.InvalidInput if the chats are not named by ids and seqs
    SyncPage page(long userId, SyncRequest request) {
        Map<Long, Long> seqs = request.seqs();
        return transactions.snapshot(() -> read(userId, request, seqs));
    }

    private SyncPage read(long userId, SyncRequest request, Map<Long, Long> seqs) {
        Long[] named = seqs.keySet().toArray(Long[]::new);
        Map<Long, Position> positions =
                repository.findPositions(userId, named).stream()
                        .collect(Collectors.toMap(Position::id, Function.identity()));
        List<Window> windows =
                seqs.keySet().stream()
                        .map(positions::get)
                        .filter(Objects::nonNull)
                        .map(position -> window(position, seqs.getOrDefault(position.id(), 0L)))
                        .toList();
        Changes.Page page = changes.read(windows, request.pageLimit());
        List<Long> joined = request.namedOnly() ? List.of() : joined(userId, request, named);
        int most = mostJoined(request);
        List<Long> told = joined.stream().limit(most).toList();
        return new SyncPage(
                page.changes(),
                page.upTo(),
                positions,
                new SyncPage.Chats(
                        chats.views(userId, updated(windows, page, positions)),
                        chats.views(userId, told),
                        hidden(windows, positions),
                        lost(
                                userId,
                                seqs.keySet().stream()
                                        .filter(id -> !positions.containsKey(id))
                                        .toList())),
                page.more() || joined.size() > most,
                joinedAfter(request, told));
    }

    /// Returns the chats whose last change of title, avatar or members this page tells of: the
    /// whole chat goes with the page that reaches that change, so it is told once.
    private static List<Long> updated(
            List<Window> windows, Changes.Page page, Map<Long, Position> positions) {
        return windows.stream()
                .filter(window -> {
                    Position position = positions.get(window.chatId());
                    return position != null
                            && position.metaSeq() > window.since()
                            && position.metaSeq() <= page.upTo().getOrDefault(window.chatId(), 0L);
                })
                .map(Window::chatId)
                .toList();
    }

    private static List<Long> hidden(List<Window> windows, Map<Long, Position> positions) {
        return windows.stream()
                .map(window -> positions.get(window.chatId()))
                .filter(Objects::nonNull)
                .filter(Position::hidden)
                .map(Position::id)
                .toList();
    }

    private SequencedMap<Long, Long> lost(long userId, List<Long> chatIds) {
        SequencedMap<Long, Long> lost = new LinkedHashMap<>();
        chatIds.forEach(id -> lost.put(id, 0L));
        if (!chatIds.isEmpty()) {
            repository
                    .findDepartures(userId, chatIds.toArray(Long[]::new))
                    .forEach(departure -> lost.put(departure.chatId(), departure.seq()));
        }
        return lost;
    }

    private List<Long> joined(long userId, SyncRequest request, Long[] named) {
        Long after = request.joinedAfter();
        return repository.findOthers(
                userId, after == null ? 0 : after, named, mostJoined(request) + 1);
    }

    private static int mostJoined(SyncRequest request) {
        return Math.clamp(request.pageLimit() / CHANGES_PER_JOINED, 1, MAX_JOINED);
    }

    private static @Nullable Long joinedAfter(SyncRequest request, List<Long> told) {
        if (request.namedOnly()) {
            return null;
        }
        return told.isEmpty() ? request.joinedAfter() : told.getLast();
    }

    private static Window window(Position position, long seq) {
        return new Window(position.id(), Math.min(seq, position.seq()), position.seq());
    }
}
