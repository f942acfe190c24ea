/// What a session was not there for: pages of what changed since, asked of the API and written to
/// the session before what happened meanwhile. Knows no sockets and no HTTP.
@NullMarked
package org.chatcluster.gateway.resume;

import org.jspecify.annotations.NullMarked;
