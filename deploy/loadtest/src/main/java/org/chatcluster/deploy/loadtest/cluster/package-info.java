/// The running cluster, as `run/cluster.json` of its data folder describes it.
@NullMarked
package org.chatcluster.deploy.loadtest.cluster;

import org.jspecify.annotations.NullMarked;
