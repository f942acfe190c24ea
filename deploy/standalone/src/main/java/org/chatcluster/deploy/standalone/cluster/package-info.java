/// A whole cluster as a set of processes that can be started, killed and started again one by one;
/// used by `deploy/up` and by tests. Decides nothing about deaths: that is its user's.
@NullMarked
package org.chatcluster.deploy.standalone.cluster;

import org.jspecify.annotations.NullMarked;
