package org.chatcluster.api.message;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.chatcluster.api.idempotency.Idempotency.Mark;
import org.chatcluster.api.idempotency.IdempotencyKeyReused;
import org.chatcluster.api.message.SendResult.Repeat;
import org.chatcluster.api.refusal.NotFound;

/// Answers the repeat of a send with the message that the first one made: a member with the message
/// as it is now; who is no member any more only while it is as they sent it, for then it is the
/// first answer again. Thread-safe.
@Singleton
final class RepeatedSends {
    private final Messages messages;
    private final MessageJson json;
    private final ExecutorService blocking;

    RepeatedSends(
            Messages messages,
            MessageJson json,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.messages = messages;
        this.json = json;
        this.blocking = blocking;
    }

    /// Completes the send's answer, later and on another thread, so that a lane does not wait.
    void answer(PendingSend send, Repeat repeat) {
        blocking.execute(() -> {
            try {
                send.answer().complete(first(send.draft(), repeat));
            } catch (RuntimeException e) {
                send.answer().completeExceptionally(e);
            }
        });
    }

    private byte[] first(Draft draft, Repeat repeat) {
        Mark mark = draft.mark();
        boolean foundByKey = repeat.fingerprint() != null;
        if (foundByKey && (mark == null || !mark.fingerprint().equals(repeat.fingerprint()))) {
            throw new IdempotencyKeyReused();
        }
        return messages.at(List.of(repeat.chatId()), List.of(repeat.seq())).stream()
                .findFirst()
                .map(message -> shown(draft.author().id(), message))
                .orElseThrow(() -> new NotFound("there is no such message"));
    }

    /// The membership is read after the message: who is removed in between has not seen more.
    private byte[] shown(long author, Message message) {
        if (message.changeSeq() != message.seq()) {
            messages.requireMember(message.chatId(), author);
        }
        return json.encode(message.unread());
    }
}
