/// Single-use tickets, with which a browser opens a socket without putting its token into an
/// address. Owns the Redis keys `ticket:<digest>`; the gateway that redeems one deletes it.
@NullMarked
package org.chatcluster.api.ticket;

import org.jspecify.annotations.NullMarked;
