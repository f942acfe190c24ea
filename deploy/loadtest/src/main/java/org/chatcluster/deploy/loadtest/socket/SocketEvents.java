package org.chatcluster.deploy.loadtest.socket;

import io.netty.buffer.ByteBuf;

/// Hears of one event loop's sockets, on that loop.
public interface SocketEvents {
    /// A whole text frame has come; its payload lies between the two indexes, and only until this
    /// returns.
    void text(ChatSocket socket, ByteBuf bytes, int from, int to);

    /// The socket is gone, or never opened, for that reason, and not by [ChatSocket#drop].
    void closed(ChatSocket socket, String reason);

    /// The socket never opened: the server refused the upgrade with 503, and asks to come again
    /// after that many seconds.
    void paced(ChatSocket socket, int seconds);
}
