package org.chatcluster.api.sync;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.message.Message;
import org.jspecify.annotations.Nullable;

/// The answer of `POST /api/v1/sync`.
///
/// @param changes chat by chat in the order named, within a chat in the order of the changes
/// @param chats the named chats, and up to which seq each is told of
/// @param joined chats that were not named
/// @param lost ids of named chats that the caller is not in
/// @param more whether to ask again, with these seqs and this `joined_after`
/// @param updated named chats whose title, avatar or members changed
/// @param hidden ids of named chats that the caller has hidden
@Serdeable(naming = SnakeCaseStrategy.class)
record SyncAnswer(
        List<Told> changes,
        List<Place> chats,
        List<ChatView> joined,
        List<Long> lost,
        boolean more,
        @Nullable Long joinedAfter,
        List<ChatView> updated,
        List<Long> hidden) {
    static SyncAnswer of(SyncPage page) {
        return new SyncAnswer(
                page.changes().stream()
                        .map(change -> new Told(change.type().wireName(), change.message()))
                        .toList(),
                page.upTo().entrySet().stream().map(entry -> place(page, entry)).toList(),
                page.chats().joined(),
                List.copyOf(page.chats().lost().keySet()),
                page.more(),
                page.joinedAfter(),
                page.chats().updated(),
                page.chats().hidden());
    }

    private static Place place(SyncPage page, Map.Entry<Long, Long> upTo) {
        var position = page.positions().get(upTo.getKey());
        return new Place(
                upTo.getKey(), upTo.getValue(), position == null ? 0 : position.lastReadSeq());
    }

    /// An event, as a socket would have brought it.
    @Serdeable
    record Told(String event, Message data) {}

    /// @param seq up to which the chat is told of
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Place(long chatId, long seq, long lastReadSeq) {}

    /// The end of a page in the form that gateways read.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record End(Map<String, Long> chats, boolean more, @Nullable Long joinedAfter) {
        static End of(SyncPage page) {
            return new End(
                    page.upTo().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            entry -> Long.toString(entry.getKey()),
                                            Map.Entry::getValue)),
                    page.more(),
                    page.joinedAfter());
        }
    }
}
