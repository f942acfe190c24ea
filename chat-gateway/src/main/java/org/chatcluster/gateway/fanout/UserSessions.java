package org.chatcluster.gateway.fanout;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// The sessions of one user on this node, and how far the node's subscription to their channel is.
/// Changed inside `ConcurrentHashMap.compute` of [FanOut] alone; `seats` may be read by any thread.
final class UserSessions {
    /// Where the subscription stands. At most one command per user is under way, in `SUBSCRIBING`
    /// and `UNSUBSCRIBING`; what is wanted next is decided when it is acknowledged.
    enum Subscription {
        SUBSCRIBING,
        SUBSCRIBED,
        UNSUBSCRIBING
    }

    /// A session and the queue of its event loop.
    ///
    /// @param dropped whether an event for the session was dropped: it is about to be closed, and
    ///   gets nothing more
    record Seat(Recipient recipient, DeliveryQueue queue, AtomicBoolean dropped) {
        Seat(Recipient recipient, DeliveryQueue queue) {
            this(recipient, queue, new AtomicBoolean());
        }
    }

    private static final Seat[] NONE = {};

    private volatile Seat[] seats = NONE;
    private volatile Subscription subscription = Subscription.SUBSCRIBING;
    private int departures;
    private boolean lingered;
    private boolean missing;
    private long missingSince;

    /// Returns a user of whom nobody is there, and nobody was.
    static UserSessions unwanted() {
        UserSessions nobody = new UserSessions();
        nobody.lingered = true;
        return nobody;
    }

    /// Returns the sessions' seats. Not to be changed.
    Seat[] seats() {
        return seats;
    }

    Subscription subscription() {
        return subscription;
    }

    void subscription(Subscription next) {
        subscription = next;
    }

    /// Notes that what was published since that `System.nanoTime` may not have arrived.
    void missedSince(long nanos) {
        missingSince = missing && missingSince - nanos < 0 ? missingSince : nanos;
        missing = true;
    }

    /// Returns since when something may be missed, and forgets it, or empty if nothing is.
    OptionalLong takeMissedSince() {
        boolean was = missing;
        missing = false;
        return was ? OptionalLong.of(missingSince) : OptionalLong.empty();
    }

    /// Returns the token of the session that came last, or empty if there is none. For any thread.
    Optional<String> token() {
        Seat[] now = seats;
        return now.length == 0
                ? Optional.empty()
                : Optional.of(now[now.length - 1].recipient().token());
    }

    void add(Seat seat) {
        Seat[] more = Arrays.copyOf(seats, seats.length + 1);
        more[seats.length] = seat;
        seats = more;
        lingered = false;
    }

    /// Takes a session out if it is there.
    void remove(Recipient recipient) {
        seats =
                Arrays.stream(seats)
                        .filter(seat -> seat.recipient() != recipient)
                        .toArray(Seat[]::new);
        departures++;
    }

    boolean isEmpty() {
        return seats.length == 0;
    }

    /// Returns how often a session left, which tells one linger from the next.
    int departures() {
        return departures;
    }

    /// Notes that the user stayed away for the linger that began with that departure, unless
    /// somebody came meanwhile, and returns whether the channel is unwanted.
    boolean linger(int sinceDeparture) {
        if (isEmpty() && departures == sinceDeparture) {
            lingered = true;
        }
        return isUnwanted();
    }

    /// Returns whether nobody is there, and was not for the linger.
    boolean isUnwanted() {
        return isEmpty() && lingered;
    }
}
