/// What the cluster tells of itself: metrics, traces, probes.
@NullMarked
package org.chatcluster.deploy.cluster.observe;

import org.jspecify.annotations.NullMarked;
