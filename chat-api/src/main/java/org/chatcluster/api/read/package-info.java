/// Read marks. Owns `chat_members.last_read_seq`: a watermark per member that only moves forward.
/// Unread is counted from it, never stored, so it can't drift.
@NullMarked
package org.chatcluster.api.read;

import org.jspecify.annotations.NullMarked;
