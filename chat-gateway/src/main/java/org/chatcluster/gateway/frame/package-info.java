/// Bytes of WebSocket frames as a server writes them (RFC 6455 section 5.2). Knows no events.
@NullMarked
package org.chatcluster.gateway.frame;

import org.jspecify.annotations.NullMarked;
