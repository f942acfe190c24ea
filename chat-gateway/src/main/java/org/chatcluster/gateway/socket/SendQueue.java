package org.chatcluster.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.chatcluster.gateway.measure.SocketCounts;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one socket. What the channel was handed can't be taken back, so it is
/// handed no more than a part of the bound; the rest waits here, in order, and its events can be
/// dropped (ADR-0012). A socket that keeps up has nothing here. For the channel's event loop alone.
///
/// Invariant: at most `queueBytes` and two frames wait, in the channel and here together. An event
/// counts as delivered when the channel is handed it, so one that is dropped here never does.
final class SendQueue {
    /// What a frame costs beside its bytes, as the channel counts it too.
    private static final int OVERHEAD = 96;

    private static final int MOST_HANDED_OVER = 65_536;

    /// What a frame is to its client.
    enum Kind {
        /// Can be asked for again.
        EVENT,

        /// Worth nothing later: goes at once, or nowhere.
        EPHEMERAL,

        /// Comes once: the answer to a command or a ping, or the session's own news.
        ANSWER
    }

    /// @param handedOver hears that the channel has the frame, if anybody wants to know
    private record Waiting(ByteBuf frame, Kind kind, @Nullable Runnable handedOver) {
        int bytes() {
            return frame.readableBytes() + OVERHEAD;
        }
    }

    private final ChannelHandlerContext out;
    private final int bound;
    private final SocketCounts counts;
    private @Nullable Queue<Waiting> waiting;
    private @Nullable List<Runnable> unflushed;
    private int bytes;
    private boolean closed;

    /// Makes the queue of a channel, which is written to from that place of its pipeline.
    SendQueue(ChannelHandlerContext out, int queueBytes, SocketCounts counts) {
        int handedOver = Math.min(MOST_HANDED_OVER, queueBytes / 4);
        this.out = out;
        this.bound = queueBytes - handedOver;
        this.counts = counts;
        out.channel()
                .config()
                .setWriteBufferWaterMark(new WriteBufferWaterMark(handedOver / 2, handedOver));
    }

    /// Returns whether a frame would go to the channel at once, having moved there what can be.
    boolean isClear() {
        if (waiting != null || !out.channel().isWritable()) {
            move();
        }
        return waiting == null && out.channel().isWritable();
    }

    /// Returns whether nothing more is taken.
    boolean isFull() {
        return !closed && !isClear() && bytes >= bound;
    }

    /// Takes a whole frame, and returns false if the queue is full: then nothing was taken but the
    /// reference. It is on its way after `flush`; once the queue is closed it goes nowhere, and
    /// what is ephemeral neither if it would have to wait.
    boolean offer(ByteBuf frame, Kind kind) {
        return offer(frame, kind, null);
    }

    /// Does the same with an event.
    ///
    /// @param handedOver hears that the channel was handed the event, right after the flush; never
    ///   if it is dropped
    boolean offerEvent(ByteBuf frame, @Nullable Runnable handedOver) {
        return offer(frame, Kind.EVENT, handedOver);
    }

    private boolean offer(ByteBuf frame, Kind kind, @Nullable Runnable handedOver) {
        if (closed) {
            frame.release();
            return true;
        }
        if (isClear()) {
            write(frame, kind, handedOver);
            return true;
        }
        if (kind == Kind.EPHEMERAL) {
            frame.release();
            return true;
        }
        if (bytes >= bound) {
            frame.release();
            return false;
        }
        Waiting last = new Waiting(frame, kind, handedOver);
        waiting = waiting == null ? new ArrayDeque<>() : waiting;
        waiting.add(last);
        waits(last.bytes());
        return true;
    }

    private void write(ByteBuf frame, Kind kind, @Nullable Runnable handedOver) {
        if (kind == Kind.EVENT) {
            counts.delivered(frame.readableBytes());
        }
        out.write(frame, out.voidPromise());
        if (handedOver != null) {
            unflushed = unflushed == null ? new ArrayList<>(2) : unflushed;
            unflushed.add(handedOver);
        }
    }

    private void waits(int more) {
        bytes += more;
        counts.waiting(more);
    }

    /// Sends a whole frame before all others.
    ///
    /// @param gone hears that the network has all of it, or that the channel is closed
    void begin(ByteBuf frame, Runnable gone) {
        if (closed) {
            frame.release();
            gone.run();
        } else {
            out.writeAndFlush(frame).addListener(_ -> gone.run());
        }
    }

    void flush() {
        out.flush();
        if (unflushed != null) {
            List<Runnable> flushed = unflushed;
            unflushed = null;
            flushed.forEach(Runnable::run);
        }
    }

    private void move() {
        flush();
        while (waiting != null && out.channel().isWritable()) {
            hand(waiting);
            flush();
        }
    }

    private void hand(Queue<Waiting> from) {
        while (out.channel().isWritable()) {
            Waiting next = from.poll();
            if (next == null) {
                waiting = null;
                return;
            }
            waits(-next.bytes());
            write(next.frame(), next.kind(), next.handedOver());
        }
    }

    /// Drops the events that wait here. Answers stay.
    void dropEvents() {
        drop(frame -> frame.kind() == Kind.EVENT);
    }

    /// Drops all that waits here, and takes nothing more.
    void close() {
        closed = true;
        drop(_ -> true);
    }

    private void drop(Predicate<Waiting> which) {
        if (waiting == null) {
            return;
        }
        waiting.removeIf(frame -> {
            boolean dropped = which.test(frame);
            if (dropped) {
                waits(-frame.bytes());
                frame.frame().release();
            }
            return dropped;
        });
        waiting = waiting.isEmpty() ? null : waiting;
    }

    /// Closes with a last frame, which comes after what the channel has.
    void end(ByteBuf frame) {
        close();
        out.writeAndFlush(frame);
    }

    /// Returns how many bytes wait, in the channel and here.
    long bytes() {
        ChannelOutboundBuffer handedOver = out.channel().unsafe().outboundBuffer();
        return bytes + (handedOver == null ? 0 : handedOver.totalPendingWriteBytes());
    }
}
