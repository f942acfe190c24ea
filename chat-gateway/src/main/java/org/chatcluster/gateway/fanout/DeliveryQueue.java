package org.chatcluster.gateway.fanout;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Listening;
import org.chatcluster.gateway.fanout.Arrival.Noted;
import org.chatcluster.gateway.fanout.Arrival.Proof;
import org.chatcluster.gateway.fanout.Arrival.Revocation;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits to be handed to the sessions of one event loop. Any thread adds; the event loop
/// empties it, all at once, and flushes every session that got something exactly once, since the
/// `write` call to the kernel is what a delivery costs.
///
/// Invariant: a drain is scheduled exactly while the queue is not empty. Order of arrival is kept.
/// At most [#CAPACITY] entries wait, so that an event loop that falls behind holds no more memory.
final class DeliveryQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);

    static final int CAPACITY = 1 << 18;
    private static final int INITIAL = 256;
    private static final int KEPT = 1 << 13;

    private final EventExecutor executor;
    private final int capacity;
    private final List<Recipient> dirty = new ArrayList<>();
    private final Runnable drain = this::drain;

    private @Nullable Recipient[] recipients = new Recipient[INITIAL];
    private @Nullable Arrival[] arrivals = new Arrival[INITIAL];
    private int size;

    private @Nullable Recipient[] spareRecipients = new Recipient[INITIAL];
    private @Nullable Arrival[] spareArrivals = new Arrival[INITIAL];

    DeliveryQueue(EventExecutor executor, int capacity) {
        this.executor = executor;
        this.capacity = capacity;
    }

    /// Adds an arrival for a session of this event loop, and returns false if it can't be taken:
    /// then the reference to a frame stays the caller's. What is ephemeral leaves half of the room
    /// to the rest.
    boolean add(Recipient recipient, Arrival arrival) {
        boolean first;
        synchronized (this) {
            if (size >= (isEphemeral(arrival) ? capacity / 2 : capacity)) {
                return false;
            }
            if (size == recipients.length) {
                recipients = Arrays.copyOf(recipients, size * 2);
                arrivals = Arrays.copyOf(arrivals, size * 2);
            }
            recipients[size] = recipient;
            arrivals[size] = arrival;
            first = size++ == 0;
        }
        if (first) {
            schedule();
        }
        return true;
    }

    /// Returns how many wait.
    synchronized int size() {
        return size;
    }

    private static boolean isEphemeral(Arrival arrival) {
        return arrival instanceof ClientEvent event && event.header().type().isEphemeral();
    }

    private void schedule() {
        try {
            executor.execute(drain);
        } catch (RejectedExecutionException _) {
            drop();
        }
    }

    private void drain() {
        @Nullable Recipient[] to;
        @Nullable Arrival[] what;
        int count;
        synchronized (this) {
            to = recipients;
            what = arrivals;
            count = size;
            recipients = spareRecipients;
            arrivals = spareArrivals;
            // Nobody takes the spares before this drain is over.
            spareRecipients = to.length > KEPT ? new Recipient[INITIAL] : to;
            spareArrivals = what.length > KEPT ? new Arrival[INITIAL] : what;
            size = 0;
        }
        for (int i = 0; i < count; i++) {
            Recipient recipient = to[i];
            Arrival arrival = what[i];
            to[i] = null;
            what[i] = null;
            if (recipient != null && arrival != null) {
                handSafely(recipient, arrival);
            }
        }
        for (Recipient recipient : dirty) {
            flushSafely(recipient);
        }
        dirty.clear();
    }

    /// One session that breaks is closed, and the others get theirs.
    private void handSafely(Recipient recipient, Arrival arrival) {
        try {
            hand(recipient, arrival);
        } catch (RuntimeException | Error e) {
            broken(recipient, e);
        }
    }

    private void flushSafely(Recipient recipient) {
        try {
            recipient.flush();
        } catch (RuntimeException | Error e) {
            broken(recipient, e);
        }
    }

    private void broken(Recipient recipient, Throwable e) {
        LOG.error("delivery failed user_id={}", recipient.userId(), e);
        executor.execute(recipient::dropped);
    }

    private void hand(Recipient recipient, Arrival arrival) {
        switch (arrival) {
            case ClientEvent event -> {
                recipient.deliver(event);
                if (recipient.markDirty()) {
                    dirty.add(recipient);
                }
            }
            case Revocation revocation -> recipient.revoke(revocation.families());
            case Listening _ -> recipient.listening();
            case Proof _, Noted _, Unreadable _ -> {}
        }
    }

    /// Gives back what nobody will take any more, since the event loop has ended.
    private synchronized void drop() {
        for (int i = 0; i < size; i++) {
            if (arrivals[i] instanceof ClientEvent event) {
                event.frame().release();
            }
            recipients[i] = null;
            arrivals[i] = null;
        }
        size = 0;
    }
}
