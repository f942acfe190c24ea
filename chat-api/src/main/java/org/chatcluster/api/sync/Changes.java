package org.chatcluster.api.sync;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.Messages;

/// Reads what changed in several chats, a page at a time (keyset paging by `change_seq`). Blocks on
/// the database, and joins the caller's snapshot.
///
/// Invariant: up to the seq that a page tells of a chat nothing is missing, since `seq` and
/// messages are read as of one moment and a chat's changes are committed in the order of its seqs.
@Singleton
public final class Changes {
    /// Characters of content and payload on a page, about, and for each change that was asked for:
    /// one message is always told.
    private static final int MAX_CHARS = 600_000;

    private static final int CHARS_PER_CHANGE = 3_200;

    private final Messages messages;

    Changes(Messages messages) {
        this.messages = messages;
    }

    /// Returns the first page of what happened in these windows, in their order.
    ///
    /// @param windows one a chat
    /// @param limit changes at most
    public Page read(List<Window> windows, int limit) {
        List<Window> wanted = firstOf(windows, limit);
        List<Message> found =
                messages.changedAfter(
                        wanted.stream().map(Window::chatId).toList(),
                        wanted.stream().map(Window::since).toList(),
                        limit);
        List<Message> told = withinSize(found, Math.min(MAX_CHARS, limit * CHARS_PER_CHANGE));
        boolean cut = told.size() == limit || told.size() < found.size();
        Map<Long, Long> upTo = new LinkedHashMap<>();
        windows.forEach(window -> upTo.put(window.chatId(), window.since()));
        for (Window window : wanted) {
            if (cut && window.chatId() == told.getLast().chatId()) {
                upTo.put(window.chatId(), told.getLast().changeSeq());
                break;
            }
            upTo.put(window.chatId(), window.last());
        }
        Map<Long, Long> sinces = new LinkedHashMap<>();
        wanted.forEach(window -> sinces.put(window.chatId(), window.since()));
        return new Page(
                told.stream()
                        .map(message ->
                                Change.since(sinces.getOrDefault(message.chatId(), 0L), message))
                        .toList(),
                upTo,
                windows.stream().anyMatch(w -> upTo.getOrDefault(w.chatId(), 0L) < w.last()));
    }

    /// Returns the windows that a page can reach: each change took a seq, so a window has at most
    /// as many changes as it has seqs.
    private static List<Window> firstOf(List<Window> windows, int limit) {
        List<Window> first = new ArrayList<>();
        long expected = 0;
        for (Window window : windows) {
            if (expected >= limit) {
                break;
            }
            if (window.since() < window.last()) {
                first.add(window);
                expected += window.last() - window.since();
            }
        }
        return first;
    }

    private static List<Message> withinSize(List<Message> messages, int most) {
        long chars = 0;
        for (int i = 0; i < messages.size(); i++) {
            chars += messages.get(i).content().length() + 200;
            if (messages.get(i).payload() != null) {
                chars += 16_000;
            }
            chars += messages.get(i).reactions().size() * 400L;
            if (chars > most && i > 0) {
                return messages.subList(0, i);
            }
        }
        return messages;
    }

    /// What somebody may have missed of a chat.
    ///
    /// @param since the last seq that they know of
    /// @param last the chat's last seq, not below `since`
    public record Window(long chatId, long since, long last) {}

    /// @param upTo for each chat, in the order of the windows, the seq up to which it is told of
    /// @param more whether a window is not told of whole
    public record Page(List<Change> changes, Map<Long, Long> upTo, boolean more) {}
}
