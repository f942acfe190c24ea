package org.chatcluster.api.read;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.read.ReadRepository.Mark;
import org.chatcluster.api.read.ReadRepository.Move;
import org.chatcluster.api.receipt.Receipts;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Moves read marks and counts what is unread. All methods use the database and block.
@Singleton
public final class Reads {
    /// Unread messages counted per chat at most; more are told as this many.
    public static final int UNREAD_CAP = 1_000;

    /// Members up to whom each mark is told to all of them at once: a hundred reads are ten
    /// thousand frames then.
    private static final int FEW = 100;

    private final ReadRepository repository;
    private final Receipts receipts;
    private final CrowdMarks crowds;
    private final Transactions transactions;
    private final OutboxPublisher publisher;

    Reads(
            ReadRepository repository,
            Receipts receipts,
            CrowdMarks crowds,
            Transactions transactions,
            OutboxPublisher publisher) {
        this.repository = repository;
        this.receipts = receipts;
        this.crowds = crowds;
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /// Returns how many messages by others each of these chats has above the reader's mark, by
    /// chat, up to [#UNREAD_CAP] each. Chats that the reader is not in are absent.
    public Map<Long, Integer> unread(long reader, Collection<Long> chatIds) {
        return repository.countUnread(reader, chatIds.toArray(Long[]::new), UNREAD_CAP).stream()
                .collect(Collectors.toMap(Mark::chatId, Mark::unread));
    }

    /// Moves the reader's mark to `seq`, never back and never beyond the chat's last seq, and tells
    /// the chat's members if it moved, and authors whose messages everybody has read now. In a chat
    /// of more than [#FEW] members the reader's own devices hear of it at once, and the others a
    /// little later ([CrowdMarks]).
    ///
    /// @throws NotFound if the reader is not a member
    public ReadState advance(long chatId, long reader, long seq) {
        Moved moved = transactions.writeInTime(() -> move(chatId, reader, seq));
        publisher.publish(moved.events());
        moved.together().ifPresent(move -> crowds.moved(chatId, reader, move));
        int unread = unread(reader, List.of(chatId)).getOrDefault(chatId, 0);
        return new ReadState(chatId, moved.mark(), unread);
    }

    private Moved move(long chatId, long reader, long seq) {
        Optional<Move> move = repository.advance(chatId, reader, seq, FEW).stream().findFirst();
        if (move.isEmpty()) {
            long mark =
                    repository
                            .findMark(chatId, reader)
                            .orElseThrow(() -> new NotFound("there is no such chat"));
            return new Moved(mark, List.of(), Optional.empty());
        }
        List<Event> events = new ArrayList<>();
        events.add(event(chatId, reader, move.get()));
        if (!move.get().many()) {
            events.addAll(receipts.find(chatId));
        }
        return new Moved(move.get().lastReadSeq(), events, move.filter(Move::many));
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

    private static Event event(long chatId, long reader, Move move) {
        return new Event(
                move.id(),
                new EventHeader(EventType.MESSAGE_READ, chatId, move.lastReadSeq(), 0),
                EventFrame.around(
                        EventType.MESSAGE_READ, move.data().getBytes(StandardCharsets.UTF_8)),
                move.many()
                        ? new Recipients.Users(List.of(reader))
                        : new Recipients.Members(chatId, move.membersVersion(), move.seq()));
    }

    /// Where a mark stands, and what is to be published once that is committed.
    ///
    /// @param together the move, if it is told of together with others
    private record Moved(long mark, List<Event> events, Optional<Move> together) {}
}
