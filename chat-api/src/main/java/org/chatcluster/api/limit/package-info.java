/// Rate limits that hold over all API nodes: token buckets in Redis under `limit:<what>:<whom>`.
/// While Redis is away nothing is limited. Knows neither accounts nor HTTP.
@NullMarked
package org.chatcluster.api.limit;

import org.jspecify.annotations.NullMarked;
