/// Who a socket belongs to: verifies access tokens against a static file of public keys, and
/// redeems tickets. Reads the Redis key `ticket:<digest>`, once. Knows no sockets.
@NullMarked
package org.chatcluster.gateway.token;

import org.jspecify.annotations.NullMarked;
