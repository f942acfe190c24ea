/// Parts that die, many members, and what the logs say of it all.
@NullMarked
package org.chatcluster.deploy.cluster.fault;

import org.jspecify.annotations.NullMarked;
