package org.chatcluster.gateway.fanout;

import static org.chatcluster.gateway.fanout.UserSessions.Subscription.SUBSCRIBED;
import static org.chatcluster.gateway.fanout.UserSessions.Subscription.SUBSCRIBING;
import static org.chatcluster.gateway.fanout.UserSessions.Subscription.UNSUBSCRIBING;

import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Listening;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.fanout.UserSessions.Seat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions open on this node, by user, and with them the channels that this node listens to.
/// Thread-safe.
///
/// Invariant: a user is a key exactly while this node has a session of theirs, or had one within
/// the linger, or a command for their channel is under way; and a key's channel is subscribed, or
/// is about to be, exactly while there is a session or the linger lasts. Sessions and subscription
/// change inside `ConcurrentHashMap.compute`, which is atomic per key, and no command is given for
/// a user before the previous one is acknowledged, so an acknowledgement is never mistaken for
/// another's.
public final class FanOut implements UserChannels.Listener, Audience {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final Listening LISTENING = new Listening();

    private final ConcurrentHashMap<Long, UserSessions> users = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventExecutor, DeliveryQueue> queues =
            new ConcurrentHashMap<>();
    private final UserChannels channels;
    private final Missed missed;
    private final FanOutConfig config;
    private final int queueCapacity;

    public FanOut(UserChannels channels, Missed missed, FanOutConfig config) {
        this(channels, missed, config, DeliveryQueue.CAPACITY);
    }

    FanOut(UserChannels channels, Missed missed, FanOutConfig config, int queueCapacity) {
        this.channels = channels;
        this.missed = missed;
        this.config = config;
        this.queueCapacity = queueCapacity;
    }

    /// Takes a session in. To be called on its event loop, where it hears `listening` once the
    /// channel is subscribed: before this returns, if it is already.
    public void join(Recipient recipient) {
        DeliveryQueue queue =
                queues.computeIfAbsent(
                        recipient.executor(),
                        executor -> new DeliveryQueue(executor, queueCapacity));
        UserSessions user =
                users.compute(
                        recipient.userId(),
                        (id, present) -> {
                            UserSessions sessions = present;
                            if (sessions == null) {
                                sessions = new UserSessions();
                                channels.subscribe(id);
                            }
                            sessions.add(new Seat(recipient, queue));
                            return sessions;
                        });
        if (user.subscription() == SUBSCRIBED) {
            recipient.listening();
        }
    }

    /// Lets a session go. To be called on its event loop; a second call does nothing.
    public void leave(Recipient recipient) {
        long userId = recipient.userId();
        users.computeIfPresent(
                userId,
                (_, user) -> {
                    user.remove(recipient);
                    if (user.isEmpty() && !recipient.executor().isShuttingDown()) {
                        int departure = user.departures();
                        recipient
                                .executor()
                                .schedule(
                                        () -> lingered(userId, departure),
                                        config.linger().toMillis(),
                                        TimeUnit.MILLISECONDS);
                    }
                    return user;
                });
    }

    private void lingered(long userId, int departure) {
        users.computeIfPresent(
                userId,
                (_, user) -> {
                    if (user.linger(departure) && user.subscription() == SUBSCRIBED) {
                        unsubscribe(userId, user);
                    }
                    return user;
                });
    }

    private void unsubscribe(long userId, UserSessions user) {
        user.subscription(UNSUBSCRIBING);
        channels.unsubscribe(userId);
    }

    private void subscribe(long userId, UserSessions user) {
        user.subscription(SUBSCRIBING);
        channels.subscribe(userId);
    }

    @Override
    public void subscribed(long userId) {
        users.compute(
                userId,
                (_, user) -> {
                    if (user == null) {
                        UserSessions nobody = UserSessions.unwanted();
                        unsubscribe(userId, nobody);
                        return nobody;
                    }
                    if (user.subscription() == SUBSCRIBING) {
                        user.subscription(SUBSCRIBED);
                        if (user.isUnwanted()) {
                            unsubscribe(userId, user);
                        }
                        user.takeMissedSince().ifPresent(since -> missed.missed(userId, since));
                        for (Seat seat : user.seats()) {
                            hand(seat, LISTENING);
                        }
                    }
                    return user;
                });
    }

    @Override
    public void unsubscribed(long userId) {
        users.computeIfPresent(userId, (_, user) -> afterUnsubscribe(userId, user));
    }

    private @Nullable UserSessions afterUnsubscribe(long userId, UserSessions user) {
        return switch (user.subscription()) {
            case SUBSCRIBING -> user;
            case SUBSCRIBED -> {
                LOG.warn("subscription lost user_id={}", userId);
                user.missedSince(System.nanoTime());
                subscribe(userId, user);
                yield user;
            }
            case UNSUBSCRIBING -> {
                if (user.isUnwanted()) {
                    yield null;
                }
                subscribe(userId, user);
                yield user;
            }
        };
    }

    @Override
    public void arrived(Long userId, Arrival arrival) {
        if (arrival instanceof Unreadable(String why)) {
            LOG.debug("event dropped user_id={} reason={}", userId, why);
            return;
        }
        UserSessions user = users.get(userId);
        if (user != null) {
            for (Seat seat : user.seats()) {
                hand(seat, arrival);
            }
        }
    }

    @Override
    public Optional<String> tokenOf(long userId) {
        UserSessions user = users.get(userId);
        return user == null ? Optional.empty() : user.token();
    }

    /// Returns for how many users the node listens.
    public int users() {
        return users.size();
    }

    /// Returns how many arrivals wait for event loops.
    public int queued() {
        return queues.values().stream().mapToInt(DeliveryQueue::size).sum();
    }

    private static void hand(Seat seat, Arrival arrival) {
        if (seat.dropped().get()) {
            return;
        }
        if (arrival instanceof ClientEvent event) {
            event.frame().retain();
            if (!seat.queue().add(seat.recipient(), event)) {
                event.frame().release();
                if (!event.header().type().isEphemeral()) {
                    drop(seat);
                }
            }
        } else if (!seat.queue().add(seat.recipient(), arrival)) {
            drop(seat);
        }
    }

    private static void drop(Seat seat) {
        Recipient recipient = seat.recipient();
        if (seat.dropped().compareAndSet(false, true) && !recipient.executor().isShuttingDown()) {
            recipient.executor().execute(recipient::dropped);
        }
    }

    @Override
    public void disconnected(LongPredicate whom, long provenNanos) {
        LOG.warn("redis lost users={}", each(whom, userId -> lose(userId, provenNanos)));
    }

    /// Not replaceAll, which calls its function outside of the key's lock.
    private int each(LongPredicate whom, Consumer<Long> task) {
        int count = 0;
        for (Long userId : users.keySet()) {
            if (whom.test(userId)) {
                task.accept(userId);
                count++;
            }
        }
        return count;
    }

    private void lose(Long userId, long provenNanos) {
        users.computeIfPresent(
                userId,
                (_, user) -> {
                    if (user.subscription() == SUBSCRIBED) {
                        user.subscription(SUBSCRIBING);
                        user.missedSince(provenNanos);
                    }
                    return user;
                });
    }

    @Override
    public void connected(LongPredicate whom) {
        LOG.info("redis connected users={}", each(whom, this::failed));
    }

    @Override
    public void failed(long userId) {
        users.computeIfPresent(
                userId,
                (_, user) -> {
                    switch (user.subscription()) {
                        case SUBSCRIBING -> channels.subscribe(userId);
                        case UNSUBSCRIBING -> channels.unsubscribe(userId);
                        case SUBSCRIBED -> {}
                    }
                    return user;
                });
    }
}
