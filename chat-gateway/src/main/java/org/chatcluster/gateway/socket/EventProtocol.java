package org.chatcluster.gateway.socket;

import io.netty.buffer.ByteBuf;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.Dialect;
import org.chatcluster.gateway.command.EventDialect;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.protocol.Protocol;

/// What `/ws` speaks: events as they were published, and `hello` first, at once.
@Singleton
final class EventProtocol implements Protocol {
    private final Sessions sessions;
    private final EventDialect dialect;

    EventProtocol(Sessions sessions, EventDialect dialect) {
        this.sessions = sessions;
        this.dialect = dialect;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public CompletableFuture<Greeting> greet(Caller session) {
        byte[] hello = sessions.hello(session.userId(), session.sessionId());
        return CompletableFuture.completedFuture(new Greeting(hello, _ -> false, () -> {}));
    }

    /// The duplicate takes the reference over: it has a reader index of its own.
    @Override
    public ByteBuf frame(ClientEvent event) {
        return event.frame().duplicate();
    }

    @Override
    public boolean tellsNews() {
        return true;
    }
}
