/// The deployment of `deploy/docker/compose.yaml`, as `deploy/docker/verify` brings it up: through
/// nginx, on a real Docker engine; and what of its images needs no engine to be looked at. Knows
/// the contract and the engine's command line, and nothing of the cluster that the other tests
/// start.
@NullMarked
package org.chatcluster.deploy.cluster.compose;

import org.jspecify.annotations.NullMarked;
