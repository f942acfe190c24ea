/// What becomes of messages after they were sent: edits, deletions, reactions, pins, forwards,
/// mentions, and how all of it is caught up with.
@NullMarked
package org.chatcluster.deploy.cluster.change;

import org.jspecify.annotations.NullMarked;
