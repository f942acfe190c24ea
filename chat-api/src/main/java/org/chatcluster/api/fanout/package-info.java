/// From an event to the Redis channels of its recipients. Below ten recipients the payload is
/// published with pipelined PUBLISHes, from ten on with one script call that carries it once.
///
/// Owns no storage; reads `chat_members` for the member lists, which it caches by `(chat_id,
/// members_version)`. Knows nothing of HTTP, and nothing of what a frame says.
@NullMarked
package org.chatcluster.api.fanout;

import org.jspecify.annotations.NullMarked;
