/// What this node's users missed while it did not hear what is published: asked of the API once it
/// listens again, and handed on like what arrives. Knows no HTTP and no Redis. See ADR-0013.
@NullMarked
package org.chatcluster.gateway.replay;

import org.jspecify.annotations.NullMarked;
