package org.chatcluster.gateway.fanout;

import java.util.function.LongPredicate;

/// The channels of users, as a store of messages in flight offers them.
///
/// Both calls return at once: they are carried out as soon as there is a connection, and
/// acknowledged to the [Listener] in the order in which they were carried out; or the listener
/// hears that they failed. A call may be carried out and acknowledged more than once. Between the
/// acknowledgements of `subscribe` and `unsubscribe` everything that is published arrives, in the
/// order of publication, unless the connection is lost, which the listener is told. Calls for
/// different users may overtake each other; while one for a user is not acknowledged there must be
/// no other for them, except from [Listener#connected] and [Listener#failed].
public interface UserChannels {
    /// All users, where a [Listener] is told of some.
    LongPredicate EVERYBODY = _ -> true;

    /// Asks to be subscribed to that user's channel.
    void subscribe(long userId);

    /// Asks to be no longer subscribed to that user's channel.
    void unsubscribe(long userId);

    /// Hears what the channels bring. Called by one thread at a time for any one user, but for
    /// `failed` and `arrived`; the thread must not be held up. When the connection that brings a
    /// user's channel is replaced by a new one, the listener hears of the loss first and then
    /// nothing of the old one any more but, at the most, a late arrival.
    interface Listener {
        /// Says that the node is subscribed to that user's channel from here on.
        void subscribed(long userId);

        /// Says that the node is not subscribed to that user's channel from here on.
        void unsubscribed(long userId);

        /// Brings what was published. What an arrival refers to is only good until this returns,
        /// unless it is retained.
        void arrived(Long userId, Arrival arrival);

        /// Says that nothing arrives for these users for the time being, and that what is published
        /// to them is missed.
        ///
        /// @param users whether a user is one of them
        /// @param provenNanos the `System.nanoTime` up to which all that was published is known to
        ///   have arrived
        void disconnected(LongPredicate users, long provenNanos);

        /// Says that there is a connection again for these users. Whatever is not acknowledged may
        /// have got lost and must be asked for again; the same call twice does no harm.
        ///
        /// @param users whether a user is one of them
        void connected(LongPredicate users);

        /// Says that a call for that user's channel failed a while ago, so that it must be made
        /// again if it is still wanted. Called by any thread.
        void failed(long userId);
    }
}
