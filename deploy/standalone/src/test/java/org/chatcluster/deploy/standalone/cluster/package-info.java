/// Tests of the cluster, with small programs in place of the API and the gateway.
@NullMarked
package org.chatcluster.deploy.standalone.cluster;

import org.jspecify.annotations.NullMarked;
