package org.chatcluster.common.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Every name that the cluster uses in Redis.
///
/// | name | kind | written by | read by |
/// | --- | --- | --- | --- |
/// | `user:<id>` | channel | API: events for that user | every gateway with a session of theirs |
/// | `probe:<instance>` | channel | that gateway: the time, once a second | the same gateway |
/// | `presence` | channel | gateways and API: whose presence may have changed, many at once | every gateway |
/// | `samples` | channel | API: of a few events a second, when they were accepted and published | every gateway |
/// | `ticket:<digest>` | key, 30 s | API: a sealed access token | the gateway that redeems the ticket |
/// | `claim:<digest>` | key, 1 s | gateway: whose a text is that was just sent on `/connect` | gateways |
/// | `limit:<what>:<whom>` | key | API: rate limit buckets | API |
public final class RedisNames {
    private static final byte[] USER_PREFIX = "user:".getBytes(StandardCharsets.US_ASCII);

    private RedisNames() {}

    /// Returns the channel on which everything for that user is published.
    public static byte[] userChannel(long userId) {
        return ("user:" + userId).getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes a channel's name and returns the id of the user whose channel it is, or -1 if it is
    /// not a user's channel. Consumes nothing of the buffer; allocates nothing.
    public static long userOfChannel(ByteBuffer channel) {
        int at = channel.position();
        int digits = channel.remaining() - USER_PREFIX.length;
        if (digits < 1 || digits > 18) {
            return -1;
        }
        for (byte expected : USER_PREFIX) {
            if (channel.get(at++) != expected) {
                return -1;
            }
        }
        long id = 0;
        for (; at < channel.limit(); at++) {
            int digit = channel.get(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            id = id * 10 + digit;
        }
        return id;
    }

    /// Returns the channel on which one process of a gateway proves to itself that it listens.
    public static byte[] probeChannel(String instance) {
        return ("probe:" + instance).getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns the channel on which every node tells whose presence may have changed.
    public static byte[] presenceChannel() {
        return "presence".getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns the channel on which it is told of a few events when they were on their way.
    public static byte[] sampleChannel() {
        return "samples".getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns the key under which the access token behind a ticket waits to be redeemed.
    public static String ticketKey(String digest) {
        return "ticket:" + digest;
    }

    /// Returns the key that stands while a name is claimed.
    public static String claimKey(String digest) {
        return "claim:" + digest;
    }

    /// Returns the key of a rate limit's bucket, for example `limit:login-account:…`.
    public static String limitKey(String limit, String whom) {
        return "limit:" + limit + ":" + whom;
    }
}
