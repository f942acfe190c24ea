/// The connection settings of Redis and the one client that all connections come from. Knows no
/// channel and no key.
@NullMarked
package org.chatcluster.gateway.redis;

import org.jspecify.annotations.NullMarked;
