package org.chatcluster.api.outbox;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// [Outbox] over the table `outbox` and the transaction of the calling thread.
@Singleton
final class TransactionalOutbox implements Outbox {
    private final OutboxRepository repository;
    private final OutboxPublisher publisher;
    private final Transactions transactions;

    TransactionalOutbox(
            OutboxRepository repository, OutboxPublisher publisher, Transactions transactions) {
        this.repository = repository;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    @Override
    public void toUsers(EventType type, long chatId, List<Long> recipients, String data) {
        transactions.require();
        long id = repository.add(type.code(), chatId, recipients.toArray(Long[]::new), data);
        Event event =
                new Event(
                        id,
                        new EventHeader(type, chatId, 0, 0),
                        EventFrame.around(type, data.getBytes(StandardCharsets.UTF_8)),
                        new Recipients.Users(recipients));
        transactions.afterCommit(() -> publisher.publish(List.of(event)));
    }
}
