package org.chatcluster.gateway.socket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.gateway.clock.SessionIds;
import org.chatcluster.gateway.command.Lanes;
import org.chatcluster.gateway.fanout.FanOut;
import org.chatcluster.gateway.heartbeat.Heartbeats;
import org.chatcluster.gateway.measure.SocketCounts;
import org.chatcluster.gateway.presence.Watchers;
import org.chatcluster.gateway.protocol.Protocol;
import org.chatcluster.gateway.revocation.Revocations;
import org.chatcluster.gateway.settings.NodeConfig;
import org.chatcluster.gateway.token.Bearer;
import org.chatcluster.gateway.token.Tickets;
import org.chatcluster.gateway.token.TokenVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Admits sockets, counts them, and holds what all sessions share. Thread-safe.
///
/// Invariants: once the node drains, every session there is or will be is closed: one that
/// `forEach` is too early for sees that the node drains before it joins, and a later one hears of
/// it in a turn of its own. A session of a revoked family is not let in, or closed likewise, since
/// a family is known to be revoked before `forEach` looks for its sessions.
@Singleton
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final SocketConfig config;
    private final Doors doors;
    private final Streams streams;
    private final Lanes lanes;
    private final Identity identity;
    private final Heartbeats heartbeats;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelFutureListener gone = _ -> open.decrementAndGet();
    private volatile boolean draining;

    /// What an upgrade says of who asks for it. Its text form says nothing.
    ///
    /// @param token an access token
    /// @param ticket what stands for one
    /// @param userId who the client thinks it is: identifies nobody, but must not differ
    record Credentials(@Nullable String token, @Nullable String ticket, @Nullable String userId) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    /// Who may come in.
    @Singleton
    record Doors(TokenVerifier verifier, Tickets tickets, Revocations revoked) {}

    /// What reaches sessions by itself, events and the presence of those whom they watch, and what
    /// counts it.
    @Singleton
    record Streams(FanOut fanOut, Watchers watchers, SocketCounts counts) {}

    /// What this node is, and what time it is here.
    @Singleton
    record Identity(NodeConfig node, SessionIds ids, Clock clock) {}

    Sessions(SocketConfig config, Doors doors, Streams streams, Lanes lanes, Identity identity) {
        this.config = config;
        this.doors = doors;
        this.streams = streams;
        this.lanes = lanes;
        this.identity = identity;
        this.heartbeats = new Heartbeats(config.heartbeat());
    }

    /// Returns whether the node takes one more socket.
    boolean hasRoom() {
        return !draining && open.get() < config.maxConnections();
    }

    /// Takes a socket that was upgraded, and makes it a session, or closes it: with 1008 if its
    /// credentials are bad, with 1012 if the node drains, with 1013 if it is full. To be called on
    /// its event loop.
    void admit(Socket socket, Credentials credentials, Protocol protocol) {
        int sockets = open.incrementAndGet();
        socket.channel().closeFuture().addListener(gone);
        orEnd(
                socket,
                () -> {
                    socket.takeOver();
                    if (draining) {
                        refuse(socket, CloseCode.RESTARTING, "node drains");
                    } else if (sockets > config.maxConnections()) {
                        refuse(socket, CloseCode.TRY_LATER, "node is full");
                    } else {
                        identify(socket, credentials, protocol);
                    }
                });
    }

    /// Nobody else would ever end a socket whose admission fails.
    private static void orEnd(Socket socket, Runnable admission) {
        try {
            admission.run();
        } catch (RuntimeException e) {
            LOG.error("WebSocket not admitted", e);
            socket.terminate();
        }
    }

    private void identify(Socket socket, Credentials credentials, Protocol protocol) {
        EventLoop loop = socket.channel().eventLoop();
        if (credentials.token() != null) {
            admit(socket, credentials, doors.verifier.verify(credentials.token()), protocol);
        } else if (credentials.ticket() != null) {
            doors.tickets
                    .redeem(credentials.ticket())
                    .whenCompleteAsync(
                            (token, failure) -> {
                                if (failure != null) {
                                    refuse(socket, CloseCode.TRY_LATER, "tickets not reached");
                                } else {
                                    orEnd(
                                            socket,
                                            () ->
                                                    admit(
                                                            socket,
                                                            credentials,
                                                            token.flatMap(doors.verifier::verify),
                                                            protocol));
                                }
                            },
                            loop);
        } else {
            refuse(socket, CloseCode.POLICY, "no credentials");
        }
    }

    private void admit(
            Socket socket, Credentials credentials, Optional<Bearer> bearer, Protocol protocol) {
        if (bearer.isEmpty()) {
            refuse(socket, CloseCode.POLICY, "bad credentials");
        } else if (doors.revoked.contains(bearer.get().claims().family())) {
            refuse(socket, CloseCode.POLICY, "family is revoked");
        } else if (isSomebodyElse(credentials, bearer.get())) {
            refuse(socket, CloseCode.POLICY, "userId is not the token's");
        } else if (socket.channel().isActive()) {
            Session session =
                    new Session(this, socket, bearer.get(), identity.ids.next(), protocol);
            socket.sessionIs(session);
            if (draining) {
                session.close(CloseCode.RESTARTING);
            } else if (doors.revoked.contains(session.family())) {
                session.close(CloseCode.SESSION_REVOKED);
            } else {
                session.join();
            }
        }
    }

    private static boolean isSomebodyElse(Credentials credentials, Bearer bearer) {
        String claimed = credentials.userId();
        return claimed != null && !claimed.equals(Long.toString(bearer.claims().userId()));
    }

    private void refuse(Socket socket, CloseCode code, String reason) {
        streams.counts.refused(code);
        LOG.debug("WebSocket refused: code={} reason={}", code.code(), reason);
        socket.close(code);
    }

    /// Admits no more.
    void startDraining() {
        draining = true;
    }

    /// Does something with every session, on its own event loop, soon.
    void forEach(Consumer<Session> action) {
        heartbeats.forEach(pulse -> {
            if (pulse instanceof Session session) {
                action.accept(session);
            }
        });
    }

    boolean isDraining() {
        return draining;
    }

    /// Returns how many sockets there are, admitted or about to be refused.
    int open() {
        return open.get();
    }

    /// Returns the payload of the first frame.
    byte[] hello(long userId, String sessionId) {
        String data =
                "{\"user_id\":%d,\"session_id\":\"%s\",\"node\":\"%s\",\"heartbeat_s\":%d}"
                        .formatted(
                                userId,
                                sessionId,
                                identity.node.name(),
                                config.heartbeat().toSeconds());
        return EventFrame.around("hello", data.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the token with its claims, or empty if it is not good.
    Optional<Bearer> verify(String token) {
        return doors.verifier
                .verify(token)
                .filter(bearer -> !doors.revoked.contains(bearer.claims().family()));
    }

    /// Returns how long that token is good for.
    Duration untilExpiry(Bearer bearer) {
        return Duration.between(identity.clock.instant(), bearer.claims().expiresAt());
    }

    long millis() {
        return identity.clock.millis();
    }

    SocketConfig config() {
        return config;
    }

    FanOut fanOut() {
        return streams.fanOut;
    }

    Watchers watchers() {
        return streams.watchers;
    }

    SocketCounts counts() {
        return streams.counts;
    }

    Lanes lanes() {
        return lanes;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }
}
