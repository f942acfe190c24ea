/// Which channels of users this node listens to, and who gets what arrives there. Knows no Redis,
/// no HTTP, no WebSocket and no JSON: a session is a [org.chatcluster.gateway.fanout.Recipient], a
/// frame is bytes.
@NullMarked
package org.chatcluster.gateway.fanout;

import org.jspecify.annotations.NullMarked;
