/// The connection settings of Redis, and connections for commands, whether it is one server or a
/// cluster. Knows no channel and no key.
@NullMarked
package org.chatcluster.gateway.redis;

import org.jspecify.annotations.NullMarked;
