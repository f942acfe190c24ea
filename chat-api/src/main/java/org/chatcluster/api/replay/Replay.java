package org.chatcluster.api.replay;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.chat.Chats;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.replay.ReplayRepository.Departure;
import org.chatcluster.api.replay.ReplayRepository.Membership;
import org.chatcluster.api.replay.ReplayRepository.Window;
import org.chatcluster.api.sync.Change;
import org.chatcluster.api.sync.Changes;
import org.chatcluster.api.sync.EventWriter;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.jspecify.annotations.Nullable;

/// Tells again what was published for some users since a time, a page at a time, each as of one
/// moment. Repeats are possible, holes are not: what was committed since then is there, and what
/// was committed shortly before, and so perhaps published since then, is told too. Blocks on the
/// database.
@Singleton
final class Replay {
    /// A time in a row is taken before its commit, and the event is published after it. What lies
    /// between the row's time and the commit is bounded: a send is one statement, which the
    /// database ends after 5 s, and every other change that is told again is rolled back if it
    /// takes longer ([Transactions#writeInTime]). A second is for the commit and the publishing;
    /// events that are published later are known to `late_events`, or still in the outbox.
    static final Duration COMMIT_MARGIN = Transactions.LONGEST.plusSeconds(1);

    private static final int MAX_JOINED = 50;
    private static final int MAX_DEPARTED = 500;
    private static final int MAX_CHATS = 200;
    private static final int MAX_CHANGES = 500;

    private final ReplayRepository repository;
    private final Changes changes;
    private final Chats chats;
    private final ReplayedReads reads;
    private final Transactions transactions;
    private final JsonMapper json;

    /// What is told again is read from.
    @Singleton
    record Sources(
            ReplayRepository repository, Changes changes, Chats chats, ReplayedReads reads) {}

    Replay(Sources sources, Transactions transactions, JsonMapper json) {
        this.repository = sources.repository;
        this.changes = sources.changes;
        this.chats = sources.chats;
        this.reads = sources.reads;
        this.transactions = transactions;
        this.json = json;
    }

    /// Who is asked for.
    ///
    /// @param users whose events, without repeats
    /// @param refused the places of the tokens that are not good
    record Asked(List<Long> users, List<Integer> refused) {}

    /// Returns the next page of events as a batch.
    ///
    /// @param after where the last page ended, or null to begin
    byte[] page(Asked asked, Duration age, @Nullable ReplayCursor after) {
        EventWriter events = new EventWriter(json);
        if (asked.users().isEmpty()) {
            return events.end(new ReplayEnd(null, asked.refused()));
        }
        ReplayCursor next =
                transactions.snapshot(() -> {
                    Long[] ids = asked.users().toArray(Long[]::new);
                    ReplayCursor from = after == null ? start(age) : after;
                    return switch (from) {
                        case ReplayCursor.Departed departed -> departed(ids, departed, events);
                        case ReplayCursor.Joined joined -> joined(ids, joined, events);
                        case ReplayCursor.Changed changed -> changed(ids, changed, events);
                    };
                });
        return events.end(new ReplayEnd(next == null ? null : next.text(), asked.refused()));
    }

    private ReplayCursor start(Duration age) {
        long since = repository.timeBefore(age.toMillis(), COMMIT_MARGIN.toMillis());
        return new ReplayCursor.Departed(Math.max(0, since), 0, 0);
    }

    /// Where all of them are told, the page goes on with what was joined.
    private @Nullable ReplayCursor departed(
            Long[] users, ReplayCursor.Departed from, EventWriter events) {
        List<Departure> departures =
                repository.findDepartures(
                        users, from.userId(), from.chatId(), from.sinceMicros(), MAX_DEPARTED);
        for (Departure gone : departures) {
            events.add(
                    List.of(gone.userId()),
                    new EventHeader(EventType.SELF_REMOVED, gone.chatId(), gone.seq(), 0),
                    new Told.Removed(gone.chatId(), gone.userId(), gone.seq()));
        }
        if (departures.size() == MAX_DEPARTED) {
            Departure last = departures.getLast();
            return new ReplayCursor.Departed(from.sinceMicros(), last.userId(), last.chatId());
        }
        return joined(users, new ReplayCursor.Joined(from.sinceMicros(), 0, 0), events);
    }

    /// Each member sees a chat in their own way, so there is one event for each. Where all of them
    /// are told, the page goes on with the changes.
    private @Nullable ReplayCursor joined(
            Long[] users, ReplayCursor.Joined from, EventWriter events) {
        List<Membership> joined =
                repository.findJoined(
                        users, from.userId(), from.chatId(), from.sinceMicros(), MAX_JOINED);
        Map<Long, List<Long>> byUser =
                joined.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Membership::userId,
                                        Collectors.mapping(
                                                Membership::chatId, Collectors.toList())));
        byUser.forEach((user, chatIds) -> {
            for (ChatView chat : chats.views(user, chatIds)) {
                events.add(
                        List.of(user),
                        new EventHeader(EventType.CHAT_CREATED, chat.id(), chat.seq(), 0),
                        chat);
            }
        });
        if (joined.size() == MAX_JOINED) {
            Membership last = joined.getLast();
            return new ReplayCursor.Joined(from.sinceMicros(), last.userId(), last.chatId());
        }
        return changed(users, new ReplayCursor.Changed(from.sinceMicros(), 0, 0), events);
    }

    private @Nullable ReplayCursor changed(
            Long[] users, ReplayCursor.Changed from, EventWriter events) {
        List<Window> windows =
                repository.findWindows(users, from.chatId(), from.sinceMicros(), MAX_CHATS);
        Changes.Page page =
                changes.read(windows.stream().map(w -> window(from, w)).toList(), MAX_CHANGES);
        List<Long> told =
                windows.stream()
                        .takeWhile(w -> page.upTo().getOrDefault(w.id(), 0L) >= w.seq())
                        .map(Window::id)
                        .toList();
        tell(users, page.changes(), events);
        reads.tell(users, told, from.sinceMicros(), events);
        if (told.size() < windows.size()) {
            long chatId = windows.get(told.size()).id();
            return new ReplayCursor.Changed(
                    from.sinceMicros(), chatId, page.upTo().getOrDefault(chatId, 0L));
        }
        return windows.size() == MAX_CHATS
                ? new ReplayCursor.Changed(from.sinceMicros(), windows.getLast().id() + 1, 0)
                : null;
    }

    private void tell(Long[] users, List<Change> changes, EventWriter events) {
        Map<Long, List<Membership>> members =
                members(changes.stream().map(c -> c.message().chatId()).distinct().toList(), users);
        for (Change change : changes) {
            List<Long> recipients =
                    members.getOrDefault(change.message().chatId(), List.of()).stream()
                            .filter(m -> m.joinedSeq() <= change.message().changeSeq())
                            .map(Membership::userId)
                            .toList();
            if (!recipients.isEmpty()) {
                events.add(recipients, change);
            }
        }
    }

    private Map<Long, List<Membership>> members(List<Long> chatIds, Long[] users) {
        return chatIds.isEmpty()
                ? Map.of()
                : repository.findMembers(chatIds.toArray(Long[]::new), users).stream()
                        .collect(Collectors.groupingBy(Membership::chatId));
    }

    private static Changes.Window window(ReplayCursor.Changed from, Window window) {
        long told = window.id() == from.chatId() ? from.seq() : 0;
        return new Changes.Window(
                window.id(), Math.min(window.seq(), Math.max(told, window.since())), window.seq());
    }
}
