/// The only place that knows the time of day and makes random ids.
@NullMarked
package org.chatcluster.gateway.clock;

import org.jspecify.annotations.NullMarked;
