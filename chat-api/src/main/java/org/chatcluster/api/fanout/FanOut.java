package org.chatcluster.api.fanout;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.chatcluster.api.measure.PublishCounts;
import org.chatcluster.common.event.EventHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes committed events to the channels of their recipients. Thread-safe; events of one chat
/// are published in the order in which one thread hands them in.
@Singleton
public final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final UserChannels channels;
    private final MemberLists memberLists;
    private final PublishCounts counts;

    FanOut(UserChannels channels, MemberLists memberLists, PublishCounts counts) {
        this.channels = channels;
        this.memberLists = memberLists;
        this.counts = counts;
    }

    /// Hands an event over to be published; [#flush()] sends it. May read the member list from the
    /// database, so it is not for event loops.
    ///
    /// @return completes once every recipient's channel has the event; exceptionally if it must be
    ///   published again
    public CompletionStage<Long> publish(Event event) {
        long[] users =
                switch (event.recipients()) {
                    case Recipients.Members members -> members(members);
                    case Recipients.Users(var ids) ->
                            ids.stream().mapToLong(Long::longValue).toArray();
                };
        EventHeader header = event.header();
        if (event.sample() != null) {
            channels.tell(event.sample().publishing(header, users.length));
        }
        return channels.publish(header.prependTo(event.frame()), users)
                .whenComplete((receivers, failure) -> published(event, users, receivers, failure));
    }

    /// Returns whether [#publish] needs the database for this event.
    public boolean needsDatabase(Event event) {
        return event.recipients() instanceof Recipients.Members members
                && !memberLists.areCached(members);
    }

    private void published(
            Event event, long[] users, @Nullable Long receivers, @Nullable Throwable failure) {
        if (event.sample() != null) {
            event.sample().published(receivers, failure);
        }
        if (receivers == null) {
            counts.failed();
        } else {
            counts.published(users.length, receivers);
            log(event.header(), users, receivers);
        }
    }

    /// Returns the ids of those members. May read them from the database, as [#publish] does.
    public long[] members(Recipients.Members members) {
        return memberLists.of(members);
    }

    /// Publishes at once what is worth nothing later: whether it arrives, nobody hears.
    public void publishEphemeral(EventHeader header, byte[] frame, long[] users) {
        if (users.length > 0) {
            channels.publish(header.prependTo(frame), users);
            channels.flush();
        }
    }

    /// Sends what was handed over.
    public void flush() {
        channels.flush();
    }

    /// Returns whether Redis is connected, so that publishing has a chance.
    public boolean isReachable() {
        return channels.areReachable();
    }

    private static void log(EventHeader header, long[] users, long receivers) {
        String event = header.type().wireName();
        LOG.info(
                "Broadcast {} to {} participants in chat {} message={} seq={} subscriptions={}",
                event,
                users.length,
                header.chatId(),
                header.messageId(),
                header.seq(),
                receivers);
        if (LOG.isDebugEnabled()) {
            Arrays.stream(users)
                    .forEach(user ->
                            LOG.debug(
                                    "Published {} to user {} for message {}",
                                    event,
                                    user,
                                    header.messageId()));
        }
    }
}
