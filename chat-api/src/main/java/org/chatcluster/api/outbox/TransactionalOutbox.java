package org.chatcluster.api.outbox;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
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
    private final TransactionOperations<Connection> transactions;

    TransactionalOutbox(
            OutboxRepository repository,
            OutboxPublisher publisher,
            TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    @Override
    public void toUsers(EventType type, long chatId, List<Long> recipients, String data) {
        var transaction =
                transactions
                        .findTransactionStatus()
                        .orElseThrow(() -> new IllegalStateException("no transaction runs"));
        long id = repository.add(type.code(), chatId, recipients.toArray(Long[]::new), data);
        Event event =
                new Event(
                        id,
                        new EventHeader(type, chatId, 0, 0),
                        EventFrame.around(type, data.getBytes(StandardCharsets.UTF_8)),
                        new Recipients.Users(recipients));
        transaction.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        publisher.publish(List.of(event));
                    }
                });
    }
}
