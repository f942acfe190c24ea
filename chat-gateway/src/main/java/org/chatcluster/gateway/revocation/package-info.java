/// The token families that are revoked, as the API's nodes know them, so that a gateway closes
/// their sockets and lets them in no more. Knows no HTTP and no sockets.
@NullMarked
package org.chatcluster.gateway.revocation;

import org.jspecify.annotations.NullMarked;
