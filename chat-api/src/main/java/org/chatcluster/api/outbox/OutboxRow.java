package org.chatcluster.api.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `outbox`.
///
/// @param event the event type's code
/// @param recipients the users who get it; null if the members of the chat do
/// @param data the event's data as JSON; null if it is made from what `(chat_id, seq)` names
@MappedEntity("outbox")
public record OutboxRow(
        @Id long id,
        short event,
        long chatId,
        long seq,
        long membersVersion,
        @Nullable List<Long> recipients,
        @Nullable String data) {}
