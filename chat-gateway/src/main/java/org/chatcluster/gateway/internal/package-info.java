/// The calls of the API that are for gateways alone, under `/internal/`, over HTTP. Knows nothing
/// of sessions.
@NullMarked
package org.chatcluster.gateway.internal;

import org.jspecify.annotations.NullMarked;
