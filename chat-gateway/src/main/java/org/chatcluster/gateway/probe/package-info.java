/// The proof that what is published still arrives: the node sends something to itself through the
/// store of messages in flight, once a second, and says when it stays away. Knows no Redis.
@NullMarked
package org.chatcluster.gateway.probe;

import org.jspecify.annotations.NullMarked;
