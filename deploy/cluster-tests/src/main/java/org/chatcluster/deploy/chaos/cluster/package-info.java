/// The cluster under test as processes: what can be killed, paused or cut off, and its database.
@NullMarked
package org.chatcluster.deploy.chaos.cluster;

import org.jspecify.annotations.NullMarked;
