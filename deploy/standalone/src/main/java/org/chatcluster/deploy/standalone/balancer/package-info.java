/// The load balancer: one loopback port in front of all API and gateway nodes. Knows the routes and
/// the nodes' health, and nothing of what passes.
@NullMarked
package org.chatcluster.deploy.standalone.balancer;

import org.jspecify.annotations.NullMarked;
