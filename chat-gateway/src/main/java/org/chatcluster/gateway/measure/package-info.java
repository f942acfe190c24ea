/// What the node counts and times. Features tell it what happens, by methods that cost an addition;
/// what can be read off a feature when Prometheus asks stands with that feature instead. Knows no
/// other feature. What each metric means is in `docs/observability.md`.
@NullMarked
package org.chatcluster.gateway.measure;

import org.jspecify.annotations.NullMarked;
