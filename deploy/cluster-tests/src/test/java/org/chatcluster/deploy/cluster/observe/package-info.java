/// What the cluster tells of itself: metrics, traces, probes, and the files by which they are
/// watched.
@NullMarked
package org.chatcluster.deploy.cluster.observe;

import org.jspecify.annotations.NullMarked;
