/// The presence of the users whom sessions of this node watch (ADR-0017): [Watchers] knows how it
/// stands with each, hears hints on the channel `presence`, and tells the sessions what changed.
/// `attendance` is the other end, the users who are here; `redis` is how both reach Redis. Knows no
/// socket and no command.
@NullMarked
package org.chatcluster.gateway.presence;

import org.jspecify.annotations.NullMarked;
