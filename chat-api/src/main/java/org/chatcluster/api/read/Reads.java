package org.chatcluster.api.read;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.read.ReadRepository.Mark;
import org.chatcluster.api.read.ReadRepository.Move;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Moves read marks and counts what is unread. All methods use the database and block.
@Singleton
public final class Reads {
    /// Unread messages counted per chat at most; more are told as this many.
    public static final int UNREAD_CAP = 1_000;

    private final ReadRepository repository;
    private final OutboxPublisher publisher;

    Reads(ReadRepository repository, OutboxPublisher publisher) {
        this.repository = repository;
        this.publisher = publisher;
    }

    /// Returns how many messages by others each of these chats has above the reader's mark, by
    /// chat, up to [#UNREAD_CAP] each. Chats that the reader is not in are absent.
    public Map<Long, Integer> unread(long reader, Collection<Long> chatIds) {
        return repository.countUnread(reader, chatIds.toArray(Long[]::new), UNREAD_CAP).stream()
                .collect(Collectors.toMap(Mark::chatId, Mark::unread));
    }

    /// Moves the reader's mark to `seq`, never back and never beyond the chat's last seq, and tells
    /// the chat's members if it moved.
    ///
    /// @throws NotFound if the reader is not a member
    ReadState advance(long chatId, long reader, long seq) {
        long mark =
                repository
                        .advance(chatId, reader, seq)
                        .map(move -> announce(chatId, move))
                        .or(() -> repository.findMark(chatId, reader))
                        .orElseThrow(() -> new NotFound("there is no such chat"));
        int unread = unread(reader, List.of(chatId)).getOrDefault(chatId, 0);
        return new ReadState(chatId, mark, unread);
    }

    /// Returns the seq of a message of that chat.
    ///
    /// @throws NotFound if the reader is not a member or the chat has no such message
    long seqOf(long chatId, long reader, long messageId) {
        return repository
                .findMark(chatId, reader)
                .flatMap(_ -> repository.findSeq(chatId, messageId))
                .orElseThrow(() -> new NotFound("there is no such message"));
    }

    private long announce(long chatId, Move move) {
        long seq = move.lastReadSeq();
        Event event =
                new Event(
                        move.id(),
                        new EventHeader(EventType.MESSAGE_READ, chatId, seq, 0),
                        EventFrame.around(
                                EventType.MESSAGE_READ,
                                move.data().getBytes(StandardCharsets.UTF_8)),
                        new Recipients.Members(chatId, move.membersVersion(), seq));
        publisher.publish(List.of(event));
        return seq;
    }
}
