/// The one jar of `deploy/up`; its main class runs as the supervisor or as the balancer.
@NullMarked
package org.chatcluster.deploy.standalone;

import org.jspecify.annotations.NullMarked;
