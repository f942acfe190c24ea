/// The channel `presence` and `PUBSUB NUMSUB` or `SHARDNUMSUB`, over two connections of their own.
@NullMarked
package org.chatcluster.gateway.presence.redis;

import org.jspecify.annotations.NullMarked;
