/// The names of Redis channels and keys, all in one class. Knows no Redis client.
@NullMarked
package org.chatcluster.common.channel;

import org.jspecify.annotations.NullMarked;
