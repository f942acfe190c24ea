package org.chatcluster.deploy.loadtest.traffic;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.chatcluster.deploy.loadtest.command.Answers;
import org.chatcluster.deploy.loadtest.command.Sender;
import org.chatcluster.deploy.loadtest.pace.Outgoing;
import org.chatcluster.deploy.loadtest.pace.Pace;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.socket.ChatSocket;
import org.chatcluster.deploy.loadtest.socket.SocketEvents;
import org.chatcluster.deploy.loadtest.stamp.Stamp;
import org.chatcluster.deploy.loadtest.tally.ChatTally;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.jspecify.annotations.Nullable;

/// The traffic of one event loop: its chats, their members' sockets, and the account of every
/// message. Everything here runs on that loop.
public final class Lane implements SocketEvents, Answers, Outgoing {
    private final Share share;
    private final FrameReader reader;
    private final ChatTally[] tallies;
    private final @Nullable ChatSocket[] sockets;
    private final BitSet greeted = new BitSet();
    private final Counts counts = new Counts();
    private Window window = new Window(0, 0, 0);
    private @Nullable Sender sender;
    private LaneWatch watch = new LaneWatch() {};
    private @Nullable Pace pace;
    private @Nullable CompletableFuture<Boolean> settled;
    private long underWay;

    Lane(Share share, Stamp stamp) {
        this.share = share;
        this.reader = new FrameReader(stamp, counts, this);
        this.sockets = new ChatSocket[share.users()];
        this.tallies =
                IntStream.range(0, share.chats())
                        .mapToObj(_ -> new ChatTally(share.population().members()))
                        .toArray(ChatTally[]::new);
    }

    /// Returns what this lane serves.
    public Share share() {
        return share;
    }

    /// Sets who hears of the sockets from now on.
    public void watch(LaneWatch newWatch) {
        watch = newWatch;
    }

    /// Returns who hears of the sockets.
    LaneWatch watch() {
        return watch;
    }

    /// Sets how messages are sent.
    void sender(Sender newSender) {
        sender = newSender;
    }

    /// Sets what is measured, without sending.
    public void measure(Window newWindow) {
        window = newWindow;
    }

    /// Begins to send.
    void start(Pace newPace) {
        pace = newPace;
        newPace.start(this, window);
    }

    /// Keeps the socket of a user, which replaces an earlier one.
    void put(ChatSocket socket) {
        int place = share.placeOfUser(socket.user());
        greeted.clear(place);
        sockets[place] = socket;
    }

    /// Returns the socket of a user.
    public ChatSocket socket(int user) {
        ChatSocket socket = sockets[share.placeOfUser(user)];
        if (socket == null) {
            throw new IllegalStateException("user " + user + " has no socket");
        }
        return socket;
    }

    /// Drops every socket without a word.
    public void dropAll() {
        for (ChatSocket socket : sockets) {
            if (socket != null) {
                socket.drop();
            }
        }
        greeted.clear();
    }

    /// Returns whether the user's socket has got `hello` and is open.
    public boolean isGreeted(int user) {
        return greeted.get(share.placeOfUser(user));
    }

    @Override
    public void send(int chat, int member, long due) {
        if (sender == null) {
            throw new IllegalStateException("no sender is set");
        }
        send(sender, chat, member, due);
    }

    /// Sends a message by another way than the one that is set.
    public void send(Sender by, int chat, int member, long due) {
        int number = tallies[share.placeOfChat(chat)].next();
        long now = System.nanoTime();
        underWay++;
        counts.sent++;
        if (window.contains(due)) {
            counts.sentInWindow++;
            counts.sendLag.record(now - due);
        }
        int user = chat * share.population().members() + member;
        by.send(user, chat, share.population().chatId(chat), number, due - window.origin());
    }

    /// Returns a future that says, once nothing is under way, true.
    CompletableFuture<Boolean> settled() {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        settled = future;
        over();
        return future;
    }

    @Override
    public void over() {
        if (settled != null && underWay == 0 && (pace == null || pace.isOver())) {
            settled.complete(true);
        }
    }

    /// Returns everything counted, with what is lost by now.
    Counts count() {
        counts.lost = 0;
        counts.unanswered = 0;
        for (ChatTally tally : tallies) {
            counts.lost += tally.lost();
            counts.unanswered += tally.unanswered();
        }
        return counts;
    }

    @Override
    public void text(ChatSocket socket, ByteBuf bytes, int from, int to) {
        reader.read(socket.user(), bytes, from, to);
    }

    @Override
    public void closed(ChatSocket socket, String reason) {
        int place = share.placeOfUser(socket.user());
        if (greeted.get(place)) {
            greeted.clear(place);
            counts.disconnected++;
            counts.close(reason);
        } else {
            counts.error("not opened: " + reason);
            watch.notOpened(socket.user(), reason);
        }
    }

    @Override
    public void paced(ChatSocket socket, int seconds) {
        watch.paced(socket.user(), seconds);
    }

    @Override
    public void acked(int chat, int number, long sinceOrigin) {
        boolean complete = tallies[share.placeOfChat(chat)].acked(number);
        long now = System.nanoTime();
        long due = window.origin() + sinceOrigin;
        counts.acked++;
        if (window.contains(now)) {
            counts.ackedInWindow++;
        }
        if (window.contains(due)) {
            counts.ack.record(now - due);
        }
        if (complete) {
            complete(false);
        }
    }

    @Override
    public void failed(int chat, int number, String code) {
        counts.failed++;
        counts.error(code);
        if (tallies[share.placeOfChat(chat)].failed(number)) {
            complete(true);
        }
    }

    /// Takes in a message that has come to a user.
    void message(int user, long seq, int chat, int number, long sinceOrigin) {
        int members = share.population().members();
        if (chat != user / members) {
            counts.misdelivered++;
            return;
        }
        watch.received(user, seq);
        switch (tallies[share.placeOfChat(chat)].received(user % members, number)) {
            case FIRST -> delivered(sinceOrigin);
            case LAST -> {
                delivered(sinceOrigin);
                complete(false);
            }
            case REPEATED -> counts.repeated++;
            case UNKNOWN -> counts.unreadable++;
        }
    }

    /// Takes in the greeting of a user's socket.
    void hello(int user) {
        greeted.set(share.placeOfUser(user));
        watch.hello(user);
    }

    private void delivered(long sinceOrigin) {
        long now = System.nanoTime();
        long due = window.origin() + sinceOrigin;
        counts.delivered++;
        if (window.contains(now)) {
            counts.deliveredInWindow++;
        }
        if (window.contains(due)) {
            counts.delivery.record(now - due);
        }
    }

    private void complete(boolean failed) {
        underWay--;
        if (pace != null) {
            pace.completed(failed);
        }
        over();
    }
}
