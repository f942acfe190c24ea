/// One WebSocket connection, behind an interface so that tests can stand in for the server. Knows
/// nothing of what the frames mean.
@NullMarked
package org.chatcluster.deploy.client.wire;

import org.jspecify.annotations.NullMarked;
