package org.chatcluster.gateway.resume;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.jspecify.annotations.Nullable;

/// A session and the client behind it, which writes down what it gets and takes as much as the test
/// lets it.
final class FakeClient implements Outlet {
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final List<String> heard = new ArrayList<>();
    private final Map<Long, List<Long>> seqs = new HashMap<>();
    private final Set<String> ofThisResume = new HashSet<>();
    private final List<String> repeats = new ArrayList<>();
    private @Nullable Resume resume;
    private final Set<Long> joined = new HashSet<>();
    private int reads;
    private int room = Integer.MAX_VALUE;
    private boolean told;
    private boolean holdsPage;

    List<String> heard() {
        return heard;
    }

    /// Returns the seqs of a chat in the order in which they came.
    List<Long> seqs(long chat) {
        return seqs.computeIfAbsent(chat, _ -> new ArrayList<>());
    }

    /// Returns what one resume brought twice.
    List<String> repeats() {
        return repeats;
    }

    /// Returns whether the client heard that it is in that chat, and read its messages so far.
    boolean hasJoined(long chat) {
        return joined.contains(chat);
    }

    /// Returns how many read marks came.
    int reads() {
        return reads;
    }

    /// Returns whether the client was told to resume, and forgets it.
    boolean wasTold() {
        boolean was = told;
        told = false;
        return was;
    }

    /// From now on the client takes that many frames.
    void takes(int frames) {
        room = frames;
        if (resume != null) {
            resume.proceed();
        }
    }

    Resume resume(ResumePoint point, Pages pages, int heldBytes, Consumer<Outcome> ended) {
        ofThisResume.clear();
        resume = new Resume(this, point, pages, heldBytes, ended);
        resume.start();
        return resume;
    }

    boolean isResuming() {
        return resume != null;
    }

    /// Gets an event that was published, as a session does.
    void deliver(ClientEvent event) {
        if (resume == null || !resume.hold(event)) {
            pass(event);
        }
    }

    void turn() {
        loop.runPendingTasks();
    }

    @Override
    public EventExecutor executor() {
        return loop.eventLoop();
    }

    @Override
    public boolean isClear() {
        return room > 0;
    }

    @Override
    public void replay(ByteBuf frame) {
        room--;
        frame.skipBytes(2);
        note(frame.toString(StandardCharsets.US_ASCII));
        frame.release();
    }

    private void note(String json) {
        heard.add(json);
        String[] parts = json.split(" ", -1);
        if (parts[0].equals(EventType.MESSAGE_READ.name())) {
            reads++;
            return;
        }
        long chat = Long.parseLong(parts[1]);
        long seq = Long.parseLong(parts[2]);
        if (parts[0].equals(EventType.CHAT_CREATED.name())) {
            if (joined.add(chat)) {
                LongStream.rangeClosed(1, seq).forEach(seqs(chat)::add);
            }
            return;
        }
        seqs(chat).add(seq);
        if (resume != null && !ofThisResume.add(json)) {
            repeats.add(json);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void pass(ClientEvent event) {
        note(event.frame().toString(StandardCharsets.US_ASCII));
        event.frame().release();
    }

    @Override
    public void missed() {
        told = true;
        heard.add("behind");
    }

    @Override
    public void left(EventHeader removal) {}

    @Override
    public void holdsPage(boolean holds) {
        holdsPage = holds;
    }

    /// Returns whether a page is held.
    boolean holdsPage() {
        return holdsPage;
    }

    @Override
    public void broken(Throwable cause) {
        heard.add("broken " + cause.getMessage());
        if (resume != null) {
            resume.close();
        }
    }

    @Override
    public void resumed() {
        resume = null;
    }
}
