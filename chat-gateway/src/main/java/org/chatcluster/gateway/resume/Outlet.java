package org.chatcluster.gateway.resume;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;

/// The session that resumes, as its resume sees it. Called on its event loop alone.
public interface Outlet {
    /// Returns the session's event loop. Constant.
    EventExecutor executor();

    /// Returns whether a frame would go to the network rather than wait. If not, the session calls
    /// [Resume#proceed()] when it would.
    boolean isClear();

    /// Takes a whole frame of the replay. It is on its way after `flush`.
    void replay(ByteBuf frame);

    /// Sends what was written.
    void flush();

    /// Takes an event that was held, and with it one reference to its frame.
    void pass(ClientEvent event);

    /// Tells the client that events were lost, and that it must resume again.
    void missed();

    /// Hears that the page told the user of their removal, of that seq, or 0 if it is not known.
    void left(EventHeader removal);

    /// Hears that a page is there to be written, or, with false, that there is none any more. The
    /// room that it takes up is missing to others, so the outlet must not put up with it for ever.
    void holdsPage(boolean holds);

    /// Ends the session, since its resume can't go on.
    void broken(Throwable cause);

    /// Hears that the resume is over.
    void resumed();
}
