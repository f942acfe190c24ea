/// The cluster on a Redis Cluster of three masters, and what happens when one of them goes.
@NullMarked
package org.chatcluster.deploy.cluster.sharded;

import org.jspecify.annotations.NullMarked;
