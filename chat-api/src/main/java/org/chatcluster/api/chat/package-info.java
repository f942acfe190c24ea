/// Chats: direct ones, groups, and the list as one member sees it. Owns the tables `chats` (but for
/// `seq` and what stands beside it, which `message` counts up) and the rows of `chat_members`.
@NullMarked
package org.chatcluster.api.chat;

import org.jspecify.annotations.NullMarked;
