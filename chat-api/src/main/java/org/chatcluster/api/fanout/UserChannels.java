package org.chatcluster.api.fanout;

import java.util.concurrent.CompletionStage;

/// The channels of users, of which gateways hold the subscriptions. At most once: whoever is not
/// subscribed at the moment gets nothing. Safe for concurrent use; what one thread publishes to one
/// channel arrives in that order.
public interface UserChannels extends AutoCloseable {
    /// Hands a payload over to be published to the channels of these users; [#flush()] sends it.
    /// Never blocks.
    ///
    /// @return completes with the number of subscriptions that got it once Redis has answered for
    ///   every channel; exceptionally if it may have missed one, then the event must be published
    ///   again
    CompletionStage<Long> publish(byte[] payload, long[] users);

    /// Hands over what all gateways are told of an event that is handed over next. Whether it
    /// arrives, nobody hears. Never blocks.
    void tell(byte[] sample);

    /// Sends what was handed over. Never blocks.
    void flush();

    /// Returns whether there is a connection, and has been for long enough that subscribers are
    /// back, so that publishing has a chance.
    boolean areReachable();

    /// Ends its connections.
    @Override
    void close();
}
