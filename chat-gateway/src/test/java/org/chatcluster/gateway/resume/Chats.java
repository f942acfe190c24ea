package org.chatcluster.gateway.resume;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.resume.Page.Change;
import org.jspecify.annotations.Nullable;

/// Chats as the database has them, the channel on which their changes are published a while after
/// they were committed, and the pages that the API makes of them. What happens next is the test's
/// to say.
final class Chats implements Pages {
    private record Asked(
            ResumePoint point, @Nullable Long joinedAfter, CompletableFuture<Page> answer) {}

    private final Map<Long, Long> seqs = new TreeMap<>();
    private final Queue<EventHeader> channel = new ArrayDeque<>();
    private final Queue<Asked> asked = new ArrayDeque<>();
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final int limit;
    private int reads;

    Chats(int chats, int limit) {
        this.limit = limit;
        for (long chat = 1; chat <= chats; chat++) {
            seqs.put(chat, 0L);
        }
    }

    Map<Long, Long> seqs() {
        return seqs;
    }

    /// Commits a message, which is published later.
    void commit(long chat) {
        long seq = seqs.merge(chat, 1L, Long::sum);
        channel.add(new EventHeader(EventType.MESSAGE_CREATED, chat, seq, seq));
    }

    /// Commits that the user is removed from a chat.
    void remove(long chat) {
        long seq = seqs.merge(chat, 1L, Long::sum);
        seqs.remove(chat);
        channel.add(new EventHeader(EventType.SELF_REMOVED, chat, seq, 0));
    }

    /// Commits that somebody has read, which takes no seq.
    void read(long chat) {
        reads++;
        channel.add(new EventHeader(EventType.MESSAGE_READ, chat, 1, 0));
    }

    /// Returns how often somebody has read.
    int reads() {
        return reads;
    }

    /// Returns what is published next, or null if nothing is.
    @Nullable ClientEvent published() {
        EventHeader header = channel.poll();
        return header == null ? null : new ClientEvent(header, frame(header));
    }

    /// Forgets what was not published yet.
    void skipPublished() {
        channel.clear();
    }

    private static ByteBuf frame(EventHeader header) {
        return Unpooled.copiedBuffer(json(header), StandardCharsets.US_ASCII);
    }

    private static String json(EventHeader header) {
        return header.type() + " " + header.chatId() + " " + header.seq();
    }

    @Override
    public CompletionStage<Page> next(ResumePoint point, @Nullable Long joinedAfter) {
        CompletableFuture<Page> answer = new CompletableFuture<>();
        asked.add(new Asked(point, joinedAfter, answer));
        return answer;
    }

    @Override
    public void taken() {}

    /// Lets the API read the database for a call.
    void readDatabase() {
        Asked call = asked.poll();
        if (call != null) {
            Page page = page(call);
            answers.add(() -> call.answer().complete(page));
        }
    }

    /// Lets the API's answer arrive.
    void answer() {
        Runnable next = answers.poll();
        if (next != null) {
            next.run();
        }
    }

    /// Lets a call fail.
    void fail(RuntimeException failure) {
        Asked call = asked.poll();
        if (call != null) {
            call.answer().completeExceptionally(failure);
        }
    }

    boolean isBusy() {
        return !asked.isEmpty() || !answers.isEmpty() || !channel.isEmpty();
    }

    private Page page(Asked call) {
        ResumePoint point = call.point();
        List<Change> changes = new ArrayList<>();
        Map<Long, Long> told = new HashMap<>();
        boolean more = false;
        for (Map.Entry<Long, Long> chat : new TreeMap<>(point.chats()).entrySet()) {
            Long last = seqs.get(chat.getKey());
            if (last == null) {
                changes.add(change(EventType.MEMBER_REMOVED, chat.getKey(), 0));
                continue;
            }
            long seq = Math.min(chat.getValue(), last);
            while (seq < last && changes.size() < limit) {
                changes.add(change(EventType.MESSAGE_CREATED, chat.getKey(), ++seq));
            }
            more |= seq < last;
            told.put(chat.getKey(), seq);
        }
        long joined = call.joinedAfter() == null ? 0 : call.joinedAfter();
        for (Map.Entry<Long, Long> chat : seqs.entrySet()) {
            if (!point.only() && chat.getKey() > joined && !told.containsKey(chat.getKey())) {
                joined = chat.getKey();
                changes.add(change(EventType.CHAT_CREATED, joined, chat.getValue()));
            }
        }
        return new Page(changes, told, more, joined);
    }

    private static Change change(EventType type, long chat, long seq) {
        EventHeader header = new EventHeader(type, chat, seq, seq);
        byte[] json = json(header).getBytes(StandardCharsets.US_ASCII);
        return new Change(header, ByteBuffer.wrap(json));
    }

    /// Returns a chat by chance.
    long any(Random random) {
        return 1 + random.nextInt(seqs.size());
    }
}
