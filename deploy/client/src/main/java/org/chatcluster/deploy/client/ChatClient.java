package org.chatcluster.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.chatcluster.deploy.client.rest.Account;
import org.chatcluster.deploy.client.rest.HttpRest;
import org.chatcluster.deploy.client.rest.Rest;
import org.chatcluster.deploy.client.rest.Tokens;
import org.chatcluster.deploy.client.session.Command;
import org.chatcluster.deploy.client.session.Route;
import org.chatcluster.deploy.client.session.SessionLoop;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.Cursors;
import org.chatcluster.deploy.client.wire.Wires;

/// One device of one person: keeps a socket open whatever happens to the network and the nodes,
/// hands every message on once, and gets commands through. Thread-safe.
///
/// Calls that wait for the server block, and are meant for virtual threads. An `ack` hands no
/// message on: the sender's own messages come as everybody's do.
public final class ChatClient implements AutoCloseable {
    private final SessionLoop loop;
    private final Tokens tokens;
    private final Thread thread;

    private ChatClient(SessionLoop loop, Tokens tokens) {
        this.loop = loop;
        this.tokens = tokens;
        this.thread = Thread.ofVirtual().name("chat-client").unstarted(loop::run);
    }

    /// Returns a client that is connecting.
    ///
    /// @param known up to which seq each chat is known; what came later is brought
    public static ChatClient start(
            ClientSettings settings,
            Account account,
            Map<Long, Long> known,
            ChatListener listener) {
        Cursors cursors = new Cursors(known, settings.delivery());
        return start(settings, settings.wires(), account, cursors, listener);
    }

    /// Returns a client that is connecting over wires of the caller's.
    public static ChatClient start(
            ClientSettings settings,
            Wires wires,
            Account account,
            Cursors cursors,
            ChatListener listener) {
        Rest rest = new HttpRest(settings.http(), settings.origin());
        Tokens tokens = new Tokens(rest, account);
        var network =
                new SessionLoop.Network(
                        wires, rest, tokens, settings.timing(), settings.longestWait());
        Random random = new Random();
        ChatClient client =
                new ChatClient(new SessionLoop(network, cursors, listener, random), tokens);
        client.thread.start();
        return client;
    }

    /// Sends a text message, repeated until it is acknowledged, and returns it: then it is
    /// committed.
    ///
    /// @param clientId unique among all messages of this author; makes the repeats harmless
    /// @throws org.chatcluster.deploy.client.session.CommandRefused if the server refuses it
    /// @throws org.chatcluster.deploy.client.session.NotAnswered if nothing came within the limit
    public JsonNode send(
            long chatId, String content, String clientId, Route first, Duration limit) {
        return loop.commands().perform(Command.send(chatId, content, clientId), first, limit);
    }

    /// Edits, deletes or reacts, or adds or removes a member, repeated until it is acknowledged,
    /// and returns what it was answered with: the message, or the chat, as it is then.
    ///
    /// @throws org.chatcluster.deploy.client.session.CommandRefused if the server refuses it
    /// @throws org.chatcluster.deploy.client.session.NotAnswered if nothing came within the limit
    public JsonNode change(Command change, Duration limit) {
        return loop.commands().perform(change, Route.REST, limit);
    }

    /// Moves the read mark forward, and returns where it stands.
    ///
    /// @throws org.chatcluster.deploy.client.session.CommandRefused if the server refuses it
    /// @throws org.chatcluster.deploy.client.session.NotAnswered if nothing came within the limit
    public long read(long chatId, long seq, Route first, Duration limit) {
        return loop.commands()
                .perform(Command.read(chatId, seq), first, limit)
                .path("last_read_seq")
                .longValue();
    }

    /// Returns the access token in use; signs in for it if there is none.
    public String accessToken() {
        return tokens.access();
    }

    /// Breaks the connection, as a failing network does. The next one follows.
    public void cut() {
        loop.cut();
    }

    /// Closes the socket and returns once the listener is not called any more.
    @Override
    public void close() {
        loop.stop();
        try {
            if (!thread.join(Duration.ofSeconds(2))) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
