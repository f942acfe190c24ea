package org.chatcluster.api.typing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chatcluster.api.fanout.FanOut;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.api.typing.TypingRepository.Place;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Tells the members of a chat that one of them is typing. Thread-safe; blocks on the database.
///
/// Invariant: nobody is told of their own typing, and in an interval this node tells of one
/// member's typing in one chat once.
@Singleton
final class Typings {
    /// Whom to remember at most; who is forgotten too early is told of too often.
    private static final long MAX_REMEMBERED = 100_000;

    private final TypingRepository repository;
    private final FanOut fanOut;
    private final int maxMembers;
    private final Cache<Typist, Boolean> told;

    Typings(TypingRepository repository, FanOut fanOut, TypingConfig config) {
        this.repository = repository;
        this.fanOut = fanOut;
        this.maxMembers = config.maxMembers();
        this.told =
                Caffeine.newBuilder()
                        .expireAfterWrite(config.interval())
                        .maximumSize(MAX_REMEMBERED)
                        .build();
    }

    /// Tells the other members, unless they were told a moment ago.
    ///
    /// @throws NotFound if the user is not a member
    void typing(long chatId, long userId) {
        Typist typist = new Typist(chatId, userId);
        if (told.getIfPresent(typist) != null) {
            return;
        }
        Place place =
                repository
                        .find(chatId, userId)
                        .orElseThrow(() -> new NotFound("there is no such chat"));
        if (told.asMap().putIfAbsent(typist, true) == null) {
            tell(place, userId);
        }
    }

    private void tell(Place place, long userId) {
        long[] members =
                fanOut.members(
                        new Recipients.Members(place.id(), place.membersVersion(), place.seq()));
        if (members.length <= maxMembers) {
            String data = "{\"chat_id\":%d,\"user_id\":%d}".formatted(place.id(), userId);
            fanOut.publishEphemeral(
                    new EventHeader(EventType.TYPING, place.id(), 0, 0),
                    EventFrame.around(EventType.TYPING, data.getBytes(StandardCharsets.UTF_8)),
                    Arrays.stream(members).filter(member -> member != userId).toArray());
        }
    }

    private record Typist(long chatId, long userId) {}
}
