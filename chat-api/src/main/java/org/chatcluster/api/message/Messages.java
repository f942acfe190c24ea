package org.chatcluster.api.message;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.message.MessageRepository.ReadMark;
import org.chatcluster.api.refusal.NotFound;

/// Messages that are there already. All methods read the database and block.
@Singleton
public final class Messages {
    private final MessageRepository repository;
    private final MessageJson json;
    private final Transactions transactions;

    Messages(MessageRepository repository, MessageJson json, Transactions transactions) {
        this.repository = repository;
        this.json = json;
        this.transactions = transactions;
    }

    /// Returns the newest message of each of these chats, by chat; a chat without messages is
    /// absent.
    public Map<Long, Message> newestOf(Collection<Long> chatIds) {
        return complete(repository.findNewest(chatIds.toArray(Long[]::new))).stream()
                .collect(Collectors.toMap(Message::chatId, Function.identity()));
    }

    /// Returns the messages that were sent or changed after these seqs, as they are now: chat by
    /// chat in that order, and within a chat by [Message#changeSeq]. One that was changed ten times
    /// comes once.
    ///
    /// @param chatIds chats, without repeats
    /// @param sinces the seq after which to look in each of them
    public List<Message> changedAfter(List<Long> chatIds, List<Long> sinces, int limit) {
        return chatIds.isEmpty()
                ? List.of()
                : complete(
                        repository.findChanges(
                                chatIds.toArray(Long[]::new), sinces.toArray(Long[]::new), limit));
    }

    /// Returns a page of a chat's messages, oldest first, as of one moment at which the reader is a
    /// member: who is removed meanwhile sees nothing of what comes after.
    ///
    /// @throws NotFound if the reader is not a member
    List<Message> page(long chatId, long reader, MessagePage page) {
        return transactions.snapshot(() -> {
            requireMember(chatId, reader);
            return read(chatId, page);
        });
    }

    private List<Message> read(long chatId, MessagePage page) {
        return complete(
                switch (page) {
                    case MessagePage.Before(var seq, var limit) ->
                            repository.findBefore(chatId, seq, limit).reversed();
                    case MessagePage.After(var seq, var limit) ->
                            repository.findAfter(chatId, seq, limit);
                    case MessagePage.Around(var seq, var limit) ->
                            Stream.concat(
                                            repository
                                                    .findBefore(chatId, seq, limit / 2)
                                                    .reversed()
                                                    .stream(),
                                            repository
                                                    .findAfter(chatId, seq - 1, limit - limit / 2)
                                                    .stream())
                                    .toList();
                });
    }

    /// What the member is shown is to be read in the same snapshot, or before.
    ///
    /// @throws NotFound if the reader is not a member
    public void requireMember(long chatId, long reader) {
        if (!repository.isMember(chatId, reader)) {
            throw new NotFound("there is no such chat");
        }
    }

    /// Returns the message at that place.
    ///
    /// @throws NotFound if there is none
    public Message at(long chatId, long seq) {
        return at(List.of(chatId), List.of(seq)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("there is no such message"));
    }

    /// Returns the messages of these chats whose last changes have these seqs, in no particular
    /// order: those that were changed again since are left out.
    List<Message> changedAt(List<Long> chatIds, List<Long> changeSeqs) {
        return complete(
                repository.findChanged(
                        chatIds.toArray(Long[]::new), changeSeqs.toArray(Long[]::new)));
    }

    /// Returns the messages at these places that are there, in no particular order.
    public List<Message> at(List<Long> chatIds, List<Long> seqs) {
        return complete(repository.findAt(chatIds.toArray(Long[]::new), seqs.toArray(Long[]::new)));
    }

    private List<Message> complete(List<MessageRow> rows) {
        Map<Long, Long> oldest =
                rows.stream()
                        .collect(Collectors.toMap(MessageRow::chatId, MessageRow::seq, Math::min));
        Long[] chatIds = oldest.keySet().toArray(Long[]::new);
        Long[] seqs = Stream.of(chatIds).map(oldest::get).toArray(Long[]::new);
        Map<Long, List<ReadMark>> lowest =
                repository.findLowestReadMarks(chatIds, seqs).stream()
                        .collect(Collectors.groupingBy(ReadMark::chatId));
        return rows.stream()
                .map(row -> message(row, lowest.getOrDefault(row.chatId(), List.of())))
                .toList();
    }

    private Message message(MessageRow row, List<ReadMark> lowest) {
        return new Message(
                row.id(),
                row.chatId(),
                row.seq(),
                row.changeSeq(),
                row.authorId(),
                row.authorUuid(),
                row.type(),
                row.content(),
                json.decode(row.payload()),
                row.ts(),
                row.editedAt(),
                row.deletedAt(),
                row.replyToId(),
                json.decode(row.forwardedFrom()),
                row.clientId(),
                isReadByAll(row, lowest),
                json.decodeReactions(row.reactions()),
                Objects.requireNonNullElse(row.mentions(), List.of()),
                row.pinnedAt());
    }

    /// Whether the lowest mark, or one that has not passed any message of the page, among the
    /// members other than the author has passed the message. False in a chat with nobody else,
    /// where there is nobody who could have read it.
    private static boolean isReadByAll(MessageRow row, List<ReadMark> lowest) {
        return lowest.stream()
                .filter(mark -> mark.userId() != row.authorId())
                .findFirst()
                .map(mark -> mark.lastReadSeq() >= row.seq())
                .orElse(false);
    }
}
