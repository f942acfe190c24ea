/// A Redis Cluster: which master has which slot, and commands that go where their key lies. Knows
/// no sessions; of channels only in which slots they lie. See ADR-0020.
@NullMarked
package org.chatcluster.gateway.redis.cluster;

import org.jspecify.annotations.NullMarked;
