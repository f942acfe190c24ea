package org.chatcluster.gateway.fanout;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The frame that an event becomes for sockets that do not take it as it was published: made when
/// the first of them needs it, and then shared by all of them. Thread-safe.
public final class Translation {
    private @Nullable ByteBuf frame;

    /// Returns the frame, which nobody gives back: it is of memory that the garbage collector
    /// takes.
    ///
    /// @param make makes it, once
    public synchronized ByteBuf frame(Supplier<ByteBuf> make) {
        if (frame == null) {
            frame = make.get();
        }
        return frame;
    }
}
