package org.chatcluster.gateway.protocol;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.Dialect;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.jspecify.annotations.Nullable;

/// What one kind of socket speaks. Thread-safe.
public interface Protocol {
    /// Returns how commands are read and answered.
    Dialect dialect();

    /// Returns what a session begins with, once the node listens for its user. Completes on any
    /// thread; exceptionally if the session can't begin. Whoever needs it no more cancels it.
    CompletableFuture<Greeting> greet(Caller session);

    /// Takes an event, and with it one reference to its frame, and returns the whole WebSocket
    /// frame that this kind of socket gets for it, with one reference and a reader index of its
    /// own; or null if it gets none. Must not block.
    @Nullable ByteBuf frame(ClientEvent event);

    /// Returns whether sessions are told in frames what becomes of them: that they have fallen
    /// behind, that their token expires, that the node drains. If not, they are closed with the
    /// code that says so.
    boolean tellsNews();

    /// The first frame of a session.
    ///
    /// @param payload UTF-8 JSON
    /// @param tells which messages it tells of: those that arrived meanwhile are not told again. To
    ///   be asked on the session's event loop
    /// @param taken hears, once, that the client has taken the frame, or never will
    record Greeting(byte[] payload, LongPredicate tells, Runnable taken) {}
}
