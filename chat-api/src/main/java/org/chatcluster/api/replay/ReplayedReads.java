package org.chatcluster.api.replay;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.replay.ReplayRepository.Membership;
import org.chatcluster.api.replay.ReplayRepository.ReadByAll;
import org.chatcluster.api.replay.ReplayRepository.ReadMark;
import org.chatcluster.api.sync.EventWriter;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// Tells again how far members have read, and authors what everybody has read: of each chat what
/// moved last, for the database has the rest. Joins the caller's transaction; blocks on the
/// database.
@Singleton
final class ReplayedReads {
    /// Read marks on a page, one counted for each who is told.
    private static final int MAX_MARKS = 100_000;

    private final ReplayRepository repository;

    ReplayedReads(ReplayRepository repository) {
        this.repository = repository;
    }

    /// Tells those of the users who are members of these chats.
    void tell(Long[] users, List<Long> chatIds, long sinceMicros, EventWriter events) {
        if (chatIds.isEmpty()) {
            return;
        }
        Long[] chats = chatIds.toArray(Long[]::new);
        Map<Long, List<Long>> members =
                repository.findMembers(chats, users).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Membership::chatId,
                                        Collectors.mapping(
                                                Membership::userId, Collectors.toList())));
        tellMarks(repository.findReadMarks(chats, sinceMicros), members, events);
        for (ReadByAll read : repository.findReadByAll(chats, users, sinceMicros)) {
            if (members.getOrDefault(read.chatId(), List.of()).contains(read.authorId())) {
                EventType type = EventType.MESSAGE_READ_BY_ALL;
                events.add(
                        List.of(read.authorId()),
                        new EventHeader(type, read.chatId(), read.seq(), read.id()),
                        new Told.ReadByAll(read.chatId(), read.id(), read.seq()));
            }
        }
    }

    private static void tellMarks(
            List<ReadMark> marks, Map<Long, List<Long>> members, EventWriter events) {
        int told = 0;
        for (ReadMark mark : marks) {
            List<Long> recipients = members.getOrDefault(mark.chatId(), List.of());
            told += recipients.size();
            if (told > MAX_MARKS) {
                return;
            }
            events.add(
                    recipients,
                    new EventHeader(EventType.MESSAGE_READ, mark.chatId(), mark.lastReadSeq(), 0),
                    new Told.Read(mark.chatId(), mark.userId(), mark.lastReadSeq()));
        }
    }
}
