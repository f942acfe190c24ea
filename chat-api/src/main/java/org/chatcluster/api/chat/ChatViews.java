package org.chatcluster.api.chat;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.chat.ChatRepository.Participant;
import org.chatcluster.api.mention.Mentions;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.Messages;
import org.chatcluster.api.read.Reads;

/// Completes chat rows to what their member sees, with a fixed number of queries for any number of
/// chats. Blocks on the database.
@Singleton
final class ChatViews {
    private final ChatRepository repository;
    private final Users users;
    private final Messages messages;
    private final Reads reads;
    private final Mentions mentions;

    ChatViews(
            ChatRepository repository,
            Users users,
            Messages messages,
            Reads reads,
            Mentions mentions) {
        this.repository = repository;
        this.users = users;
        this.messages = messages;
        this.reads = reads;
        this.mentions = mentions;
    }

    /// Returns the views in the rows' order.
    List<ChatView> of(long viewer, List<ChatRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Long> chatIds = rows.stream().map(ChatRow::id).toList();
        Map<Long, List<Participant>> participants =
                repository
                        .findParticipants(chatIds.toArray(Long[]::new), ChatView.MAX_PARTICIPANTS)
                        .stream()
                        .collect(Collectors.groupingBy(Participant::chatId));
        Set<Long> userIds =
                participants.values().stream()
                        .flatMap(List::stream)
                        .map(Participant::userId)
                        .collect(Collectors.toSet());
        Map<Long, UserView> byId = users.findAll(userIds);
        Map<Long, Message> newest = messages.newestOf(chatIds);
        Map<Long, Integer> unread = reads.unread(viewer, chatIds);
        Map<Long, Integer> mentioned = mentions.unread(viewer, chatIds);
        return rows.stream()
                .map(row -> {
                    List<Participant> members = participants.getOrDefault(row.id(), List.of());
                    return new ChatView(
                            row.id(),
                            row.title(),
                            row.type().equals("group"),
                            row.type(),
                            row.createdAt(),
                            row.createdBy(),
                            members.stream()
                                    .map(member -> byId.get(member.userId()))
                                    .filter(Objects::nonNull)
                                    .toList(),
                            members.isEmpty() ? 0 : members.getFirst().total(),
                            newest.get(row.id()),
                            unread.getOrDefault(row.id(), 0),
                            row.seq(),
                            row.lastReadSeq(),
                            mentioned.getOrDefault(row.id(), 0),
                            row.avatarUrl(),
                            row.mutedUntil(),
                            row.pinnedAt(),
                            row.role());
                })
                .toList();
    }
}
