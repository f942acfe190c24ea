package org.chatcluster.api.read;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.FanOut;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.read.ReadRepository.Crowd;
import org.chatcluster.api.receipt.Receipts;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the members of big chats of each other's marks, many at a time, and looks then for what
/// everybody has read: so that the work of a thousand reads does not grow with the square of the
/// members (ADR-0018). Thread-safe.
///
/// Invariant: this node tells a chat once a second at most, and less often the more members it has.
/// It tells those who are members then, not those who were when a mark moved. What is gathered is
/// lost if the node dies: the marks are committed all the same, and the next read in the chat finds
/// what everybody has read.
@Singleton
class CrowdMarks {
    private static final Logger LOG = LoggerFactory.getLogger(CrowdMarks.class);

    private final Map<Long, GatheredMarks> chats = new HashMap<>();
    private final ReadRepository repository;
    private final Receipts receipts;
    private final Transactions transactions;
    private final FanOut fanOut;

    CrowdMarks(
            ReadRepository repository,
            Receipts receipts,
            Transactions transactions,
            FanOut fanOut) {
        this.repository = repository;
        this.receipts = receipts;
        this.transactions = transactions;
        this.fanOut = fanOut;
    }

    /// Takes note of a committed mark.
    void moved(long chatId, long userId, ReadRepository.Move move) {
        synchronized (chats) {
            chats.computeIfAbsent(chatId, _ -> new GatheredMarks(System.nanoTime()))
                    .add(userId, move.lastReadSeq());
        }
    }

    @Scheduled(fixedDelay = "250ms")
    void tellWhoIsDue() {
        takeDue(System.nanoTime()).forEach(this::tellSafely);
    }

    /// Takes what is due. Its chat is left alone for a while, and forgotten if nothing has come
    /// until then.
    private Map<Long, GatheredMarks> takeDue(long nowNanos) {
        Map<Long, GatheredMarks> due = new HashMap<>();
        synchronized (chats) {
            Iterator<Map.Entry<Long, GatheredMarks>> entries = chats.entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<Long, GatheredMarks> entry = entries.next();
                GatheredMarks marks = entry.getValue();
                if (marks.isDue(nowNanos) && marks.isEmpty()) {
                    entries.remove();
                } else if (marks.isDue(nowNanos)) {
                    due.put(entry.getKey(), marks);
                    entry.setValue(
                            new GatheredMarks(nowNanos + GatheredMarks.SHORTEST_PAUSE.toNanos()));
                }
            }
        }
        return due;
    }

    private void tellSafely(long chatId, GatheredMarks marks) {
        try {
            Optional<Crowd> crowd = repository.findCrowd(chatId);
            if (crowd.isPresent()) {
                pause(chatId, crowd.get().members());
                tell(crowd.get(), marks);
            }
        } catch (RuntimeException e) {
            LOG.warn("marks not told chat={} cause={}", chatId, e.toString());
        }
    }

    private void pause(long chatId, long members) {
        long until = System.nanoTime() + GatheredMarks.pause(members).toNanos();
        synchronized (chats) {
            chats.computeIfAbsent(chatId, _ -> new GatheredMarks(until)).notBefore(until);
        }
    }

    private void tell(Crowd crowd, GatheredMarks marks) {
        long chatId = crowd.id();
        EventType type = EventType.MESSAGE_READ;
        fanOut.publish(
                new Event(
                        0,
                        new EventHeader(type, chatId, marks.lastSeq(), 0),
                        EventFrame.around(type, marks.data(chatId)),
                        new Recipients.Members(chatId, crowd.membersVersion(), crowd.seq())));
        fanOut.flush();
        transactions.write(() -> receipts.tell(chatId));
    }
}
