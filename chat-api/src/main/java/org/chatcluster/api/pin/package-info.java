/// Pinned messages of a chat. Owns the table `pins` and `messages.pinned_at`.
@NullMarked
package org.chatcluster.api.pin;

import org.jspecify.annotations.NullMarked;
