/// When sessions ping, and when a silent one is given up: spread over time, without a timer per
/// session. Knows no sockets.
@NullMarked
package org.chatcluster.gateway.heartbeat;

import org.jspecify.annotations.NullMarked;
