/// The same over a Redis Cluster, whose masters share the channels by slots (CRC16 of the name
/// modulo 16,384). See ADR-0020.
///
/// Owns no storage.
@NullMarked
package org.chatcluster.api.fanout.cluster;

import org.jspecify.annotations.NullMarked;
