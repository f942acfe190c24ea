package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;

/// A Redis server: the only one, or a master of a cluster.
///
/// @param commands those that channels on it take
record Server(RedisClient client, RedisURI uri, ChannelCommands commands) {}
