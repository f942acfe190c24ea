/// The files of `deploy/monitoring`: the alert rules and the dashboard, read as they are, and run
/// by a real Prometheus beside the cluster where one is installed.
@NullMarked
package org.chatcluster.deploy.cluster.watch;

import org.jspecify.annotations.NullMarked;
