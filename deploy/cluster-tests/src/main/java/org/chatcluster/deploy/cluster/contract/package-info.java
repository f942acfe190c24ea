/// The AsyncAPI document that the cluster serves, and what holds frames against it. Knows nothing
/// of how they are sent.
@NullMarked
package org.chatcluster.deploy.cluster.contract;

import org.jspecify.annotations.NullMarked;
