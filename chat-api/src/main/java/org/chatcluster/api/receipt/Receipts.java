package org.chatcluster.api.receipt;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.receipt.ReceiptRepository.Place;
import org.chatcluster.api.receipt.ReceiptRepository.ReaderRow;
import org.chatcluster.api.receipt.ReceiptRepository.Receipt;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Finds what everybody has read, and who has read what. Blocks on the database.
///
/// Invariant: an author is told of a message once, however many marks move at the same time: what
/// was told is a floor per chat that only rises, and is looked at and raised under its row's lock,
/// by a statement that begins when the lock is there and so sees every mark that was committed
/// before. Of two transactions that move the last two marks, the later one therefore sees both.
@Singleton
public final class Receipts {
    /// Messages told of at most when a mark jumps, as many as are counted as unread.
    private static final int MOST = 1_000;

    private final ReceiptRepository repository;
    private final Users users;
    private final Transactions transactions;
    private final OutboxPublisher publisher;

    Receipts(
            ReceiptRepository repository,
            Users users,
            Transactions transactions,
            OutboxPublisher publisher) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /// Finds the messages of a chat that everybody has read by now, in the transaction that runs on
    /// this thread, and returns their events, which are in the outbox: to be published once it has
    /// committed. To be called after a mark was moved, or a member whom others waited for has gone.
    ///
    /// @throws IllegalStateException if no transaction runs
    public List<Event> find(long chatId) {
        transactions.require();
        if (repository.lock(chatId).isEmpty()) {
            repository.addFloor(chatId);
            repository.lock(chatId);
        }
        return repository.tell(chatId, MOST).stream().map(news -> event(chatId, news)).toList();
    }

    /// Finds them, and publishes their events once the transaction has committed.
    ///
    /// @return how many there are
    /// @throws IllegalStateException if no transaction runs
    public int tell(long chatId) {
        List<Event> events = find(chatId);
        transactions.afterCommit(() -> publisher.publish(events));
        return events.size();
    }

    /// Returns who has read a message, but for its author, with ids above `after`, by id.
    ///
    /// @throws NotFound if the viewer is not a member of the message's chat
    List<Reader> readers(long viewer, long messageId, long after, int limit) {
        Place place =
                repository
                        .findPlace(messageId, viewer)
                        .orElseThrow(() -> new NotFound("there is no such message"));
        List<ReaderRow> rows =
                repository.findReaders(place.chatId(), place.seq(), place.authorId(), after, limit);
        Map<Long, UserView> byId = users.findAll(rows.stream().map(ReaderRow::userId).toList());
        return rows.stream()
                .flatMap(row ->
                        Optional.ofNullable(byId.get(row.userId()))
                                .map(user -> new Reader(user, row.lastReadSeq(), row.lastReadAt()))
                                .stream())
                .toList();
    }

    private static Event event(long chatId, Receipt news) {
        EventType type = EventType.MESSAGE_READ_BY_ALL;
        return new Event(
                news.id(),
                new EventHeader(type, chatId, news.seq(), news.messageId()),
                EventFrame.around(type, news.data().getBytes(StandardCharsets.UTF_8)),
                new Recipients.Users(List.of(news.authorId())));
    }
}
