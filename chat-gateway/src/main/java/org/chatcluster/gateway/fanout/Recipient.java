package org.chatcluster.gateway.fanout;

import io.netty.util.concurrent.EventExecutor;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;

/// One open session as the fan-out sees it. Every method but `userId`, `executor` and `token` is
/// called on the session's own event loop.
public interface Recipient {
    /// Returns whose session this is. Constant.
    long userId();

    /// Returns the session's event loop. Constant.
    EventExecutor executor();

    /// Returns the access token by which the session is there. Called by any thread.
    String token();

    /// Says that the node listens to the user's channel. Comes before anything else; it may come
    /// again when the node has lost Redis and found it.
    void listening();

    /// Takes an event, and with it one reference to its frame. It is not on its way before `flush`.
    void deliver(ClientEvent event);

    /// Notes that something is to be flushed, and returns whether nothing was before.
    boolean markDirty();

    /// Sends what was delivered since the last time.
    void flush();

    /// Closes the session if its token is of one of these families.
    void revoke(RevokedFamilies families);

    /// Says that an event had to be dropped, so that the socket must be closed: the client then
    /// asks for what it misses.
    void dropped();
}
