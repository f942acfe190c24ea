/// Messages: sending, paging, and the event of a new one. Owns the table `messages`, and counts up
/// `chats.seq`.
///
/// Sending is group commit: whatever arrives while the previous commit is under way goes into the
/// next statement ([org.chatcluster.api.message.SendLane]).
@NullMarked
package org.chatcluster.api.message;

import org.jspecify.annotations.NullMarked;
