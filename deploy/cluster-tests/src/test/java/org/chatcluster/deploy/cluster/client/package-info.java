/// A person's client, by the public contract alone: REST, `/ws`, JSON. Knows nothing of the
/// cluster's insides.
@NullMarked
package org.chatcluster.deploy.cluster.client;

import org.jspecify.annotations.NullMarked;
