package org.chatcluster.api.node;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.Outbox;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// An [Outbox] that keeps what it is given.
@Singleton
@Requires(property = "test.outbox", value = "recording")
@Replaces(Outbox.class)
public final class RecordingOutbox implements Outbox {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final TransactionOperations<Connection> transactions;

    RecordingOutbox(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void toUsers(EventType type, long chatId, List<Long> recipients, String data) {
        if (transactions.findTransactionStatus().isEmpty()) {
            throw new IllegalStateException("no transaction runs");
        }
        events.add(type.wireName() + " " + chatId + " " + recipients + " " + data);
    }

    @Override
    public void add(EventHeader header, Recipients recipients, String data) {
        if (transactions.findTransactionStatus().isEmpty()) {
            throw new IllegalStateException("no transaction runs");
        }
        events.add(
                header.type().wireName() + " " + header.chatId() + " " + recipients + " " + data);
    }

    /// Returns the events so far, one line each.
    public List<String> events() {
        return List.copyOf(events);
    }
}
