/// Tests of the balancer.
@NullMarked
package org.chatcluster.deploy.standalone.balancer;

import org.jspecify.annotations.NullMarked;
