/// What the tests run a gateway with: Redis, keys, an API and clients.
@NullMarked
package org.chatcluster.gateway.testing;

import org.jspecify.annotations.NullMarked;
