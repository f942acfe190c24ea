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
        add(new EventHeader(type, chatId, 0, 0), new Recipients.Users(recipients), data);
    }

    @Override
    public void add(EventHeader header, Recipients recipients, String data) {
        transactions.require();
        short code = header.type().code();
        long id =
                switch (recipients) {
                    case Recipients.Users(var users) ->
                            repository.add(
                                    code,
                                    header.chatId(),
                                    header.seq(),
                                    users.toArray(Long[]::new),
                                    data);
                    case Recipients.Members(var chatId, var version, var seq) ->
                            repository.addForMembers(code, chatId, seq, version, data);
                };
        Event event =
                new Event(
                        id,
                        header,
                        EventFrame.around(header.type(), data.getBytes(StandardCharsets.UTF_8)),
                        recipients);
        transactions.afterCommit(() -> publisher.publish(List.of(event)));
    }
}
