package org.chatcluster.gateway.fanout;

import io.netty.buffer.ByteBuf;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.measure.Sample;
import org.jspecify.annotations.Nullable;

/// What a user's channel brings.
public sealed interface Arrival {
    /// A frame for the user's sockets, byte for byte as it was published.
    ///
    /// @param header what the frame is about
    /// @param frame the whole WebSocket frame. Shared by every socket it goes to: read it through a
    ///   duplicate only
    /// @param translation what it becomes for sockets of another protocol
    /// @param sample hears when it is written, if this is one of the few whose way is timed
    record ClientEvent(
            EventHeader header, ByteBuf frame, Translation translation, @Nullable Sample sample)
            implements Arrival {
        public ClientEvent(EventHeader header, ByteBuf frame, @Nullable Sample sample) {
            this(header, frame, new Translation(), sample);
        }

        public ClientEvent(EventHeader header, ByteBuf frame) {
            this(header, frame, null);
        }
    }

    /// An order to the gateways: close the sockets of these token families.
    record Revocation(RevokedFamilies families) implements Arrival {}

    /// The news that the node now listens to the user's channel: nothing published from here on is
    /// missed.
    record Listening() implements Arrival {}

    /// What the node sent to itself came back: it still listens.
    ///
    /// @param sentNanos the node's `System.nanoTime` when it was sent
    record Proof(long sentNanos) implements Arrival {}

    /// What was for the reader of the channels itself.
    record Noted() implements Arrival {}

    /// Bytes that this node can't read, to be dropped.
    record Unreadable(String why) implements Arrival {}
}
