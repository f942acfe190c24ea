/// The frames of `/ws` that both processes write, and the close codes. See `docs/protocol.md`.
@NullMarked
package org.chatcluster.common.frame;

import org.jspecify.annotations.NullMarked;
