/// The two documents that the cluster serves, OpenAPI and AsyncAPI, and what holds every answer and
/// frame that the suite sees against them. Knows nothing of how they are sent.
@NullMarked
package org.chatcluster.deploy.cluster.contract;

import org.jspecify.annotations.NullMarked;
