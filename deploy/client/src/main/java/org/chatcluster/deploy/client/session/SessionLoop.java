package org.chatcluster.deploy.client.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.client.rest.NotNow;
import org.chatcluster.deploy.client.rest.Rest;
import org.chatcluster.deploy.client.rest.SignInRefused;
import org.chatcluster.deploy.client.rest.Tokens;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.Cursors;
import org.chatcluster.deploy.client.stream.Timing;
import org.chatcluster.deploy.client.wire.ConnectRefused;
import org.chatcluster.deploy.client.wire.Wires;
import org.jspecify.annotations.Nullable;

/// Keeps one socket open: one session after the other, with the waits between them that the
/// contract asks for. [#run] belongs to a thread of its own; the rest is thread-safe.
public final class SessionLoop {
    private static final int POLICY = 1008;
    private static final int RESTARTING = 1012;
    private static final int REVOKED = 4001;
    private static final int EXPIRED = 4002;
    private static final int MOST_REFUSALS = 3;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Network network;
    private final Cursors cursors;
    private final ChatListener listener;
    private final Backoff backoff;
    private final Commands commands;
    private volatile @Nullable Session current;
    private int refusals;

    /// What a client reaches the server with.
    ///
    /// @param longestWait before the next connection or repeat
    public record Network(
            Wires wires, Rest rest, Tokens tokens, Timing timing, Duration longestWait) {}

    public SessionLoop(Network network, Cursors cursors, ChatListener listener, Random random) {
        this.network = network;
        this.cursors = cursors;
        this.listener = listener;
        this.backoff = new Backoff(random, network.longestWait());
        this.commands =
                new Commands(
                        () -> Optional.ofNullable(current),
                        network.rest(),
                        network.tokens(),
                        network.longestWait(),
                        random);
    }

    public Commands commands() {
        return commands;
    }

    /// Ends the current connection as a failing network does; the next one follows.
    public void cut() {
        Session session = current;
        if (session != null) {
            session.abort();
        }
    }

    /// Lets [#run] return soon.
    public void stop() {
        stopped.countDown();
        Session session = current;
        if (session != null) {
            session.close();
            session.closed(1000);
        }
    }

    /// Connects again and again until it is stopped or the account is refused. What the listener
    /// throws ends it too; the listener is told, and it is thrown on.
    public void run() {
        try {
            while (!isStopped()) {
                Duration wait = connectOnce();
                if (stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (SignInRefused refused) {
            listener.gaveUp(String.valueOf(refused.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            listener.gaveUp(unexpected.toString());
            throw unexpected;
        }
    }

    /// Returns how long to wait before the next one.
    private Duration connectOnce() throws InterruptedException {
        try {
            String token = network.tokens().access();
            Session session = new Session(token);
            session.over(network.wires().open(token, session));
            Session.Ending ending = runToItsEnd(session);
            if (ending.greeted()) {
                backoff.reset();
                listener.closed(ending.code());
            }
            return isStopped() ? Duration.ZERO : react(ending);
        } catch (ConnectRefused refused) {
            return backoff.next(refused.retryAfter());
        } catch (NotNow notNow) {
            return backoff.next(notNow.retryAfter());
        }
    }

    /// Whatever ends the session, its socket does not stay open.
    private Session.Ending runToItsEnd(Session session) throws InterruptedException {
        current = session;
        try {
            return session.run(cursors, listener, network.timing(), network.tokens()::newerThan);
        } finally {
            current = null;
            if (!session.isOver()) {
                session.abort();
            }
        }
    }

    /// The table of close codes, `docs/protocol.md`.
    private Duration react(Session.Ending ending) {
        String token = ending.token();
        refusals = ending.code() == POLICY ? refusals + 1 : 0;
        return switch (ending.code()) {
            case POLICY -> afterRefusal(token);
            case REVOKED -> {
                network.tokens().forget(token);
                yield backoff.next(Optional.empty());
            }
            case EXPIRED -> {
                network.tokens().newerThan(token);
                yield Duration.ZERO;
            }
            case RESTARTING -> ending.askedWait().orElseGet(() -> backoff.next(Optional.empty()));
            default ->
                    ending.askedWait().isPresent() && ending.greeted()
                            ? ending.askedWait().get()
                            : backoff.next(Optional.empty());
        };
    }

    private Duration afterRefusal(String token) {
        if (refusals >= MOST_REFUSALS) {
            throw new SignInRefused("the socket was closed with 1008 again and again");
        }
        if (refusals > 1) {
            network.tokens().forget(token);
        } else {
            network.tokens().newerThan(token);
        }
        return backoff.next(Optional.empty());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
