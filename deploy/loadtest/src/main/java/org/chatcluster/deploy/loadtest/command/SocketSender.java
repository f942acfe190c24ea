package org.chatcluster.deploy.loadtest.command;

import java.util.function.IntFunction;
import org.chatcluster.deploy.loadtest.socket.ChatSocket;

/// Sends on the author's own socket. The answer is a frame on that socket.
public final class SocketSender implements Sender {
    private final MessageText text;
    private final IntFunction<ChatSocket> sockets;

    /// Takes where to find the socket of a user.
    public SocketSender(MessageText text, IntFunction<ChatSocket> sockets) {
        this.text = text;
        this.sockets = sockets;
    }

    @Override
    public void send(int user, int chat, long chatId, int number, long sinceOrigin) {
        byte[] payload = text.write(chat, chatId, number, sinceOrigin);
        sockets.apply(user).send(payload, text.length());
    }
}
