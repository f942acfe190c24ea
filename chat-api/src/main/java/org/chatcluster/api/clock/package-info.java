/// Wall clock, random ids and random secrets: the only place that reads them, so that a test can
/// put others there.
@NullMarked
package org.chatcluster.api.clock;

import org.jspecify.annotations.NullMarked;
