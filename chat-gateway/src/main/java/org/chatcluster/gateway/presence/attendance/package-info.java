/// The users for whom this node listens: that they come and go is told to the other nodes, and that
/// they were seen to the API.
@NullMarked
package org.chatcluster.gateway.presence.attendance;

import org.jspecify.annotations.NullMarked;
