/// The mini-application's protocol (seed 002) at `/connect`: other frames over the same sessions,
/// lanes and events. See `docs/mini-application.md`.
@NullMarked
package org.chatcluster.gateway.mini;

import org.jspecify.annotations.NullMarked;
