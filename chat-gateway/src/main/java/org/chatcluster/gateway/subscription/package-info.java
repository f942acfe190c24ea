/// The channels of users on Redis pub/sub: `user:<id>`, payload as
/// [org.chatcluster.common.event.EventHeader] has it. Knows no sessions.
@NullMarked
package org.chatcluster.gateway.subscription;

import org.jspecify.annotations.NullMarked;
