/// The cluster that the whole suite runs against: two API nodes, four gateways and the balancer as
/// real processes over a real PostgreSQL and Redis, started once, by the first class that needs it,
/// and stopped at the end. What the packages below test, they test through the public contract; the
/// database is looked at only for what no client can see.
@NullMarked
package org.chatcluster.deploy.cluster;

import org.jspecify.annotations.NullMarked;
