/// What the kinds of socket have in common: each speaks a protocol of its own over the same
/// sessions, lanes and fan-out.
@NullMarked
package org.chatcluster.gateway.protocol;

import org.jspecify.annotations.NullMarked;
