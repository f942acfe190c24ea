/// What the node counts and times, and the few messages whose way to the sockets is timed and
/// traced. Features tell it what happens; what can be read off a feature when Prometheus asks
/// stands with that feature. Knows no other feature. What each metric means is in
/// `docs/observability.md`.
@NullMarked
package org.chatcluster.api.measure;

import org.jspecify.annotations.NullMarked;
