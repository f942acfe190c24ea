package org.chatcluster.api.mention;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.mention.MentionRepository.Count;

/// Who is mentioned, and what of it is unread. Blocks on the database.
@Singleton
public final class Mentions {
    /// Unread mentions counted per chat at most; more are told as this many.
    private static final int UNREAD_CAP = 1_000;

    private final MentionRepository repository;

    Mentions(MentionRepository repository) {
        this.repository = repository;
    }

    /// Returns the members of a chat whom a content mentions, by id.
    public List<Long> in(long chatId, String content) {
        List<String> tags = MentionedTags.in(content);
        return tags.isEmpty() ? List.of() : repository.findMembers(chatId, String.join(" ", tags));
    }

    /// Replaces whom the message at that place mentions; its author does not count.
    public void replace(long chatId, long seq, long author, List<Long> before, List<Long> now) {
        if (!before.equals(now)) {
            repository.replace(
                    chatId,
                    seq,
                    before.toArray(Long[]::new),
                    now.stream().filter(user -> user != author).toArray(Long[]::new));
        }
    }

    /// Returns how often the reader is mentioned above their read mark, by chat, up to 1,000 each.
    /// Chats without such a mention are absent.
    public Map<Long, Integer> unread(long reader, Collection<Long> chatIds) {
        return repository.countUnread(reader, chatIds.toArray(Long[]::new), UNREAD_CAP).stream()
                .collect(Collectors.toMap(Count::chatId, Count::unread));
    }
}
