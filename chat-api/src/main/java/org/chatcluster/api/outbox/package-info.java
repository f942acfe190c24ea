/// What is committed and must still be published. Owns the table `outbox`: a row is written in the
/// transaction of the change that it tells of, and removed once every channel has it. A row that
/// stays means that a node died in between, or that Redis is away: the sweep publishes it again. So
/// every event is delivered at least once.
///
/// Knows rows and transactions; what a frame looks like is the features' matter, and how it gets to
/// Redis is `fanout`'s.
@NullMarked
package org.chatcluster.api.outbox;

import org.jspecify.annotations.NullMarked;
