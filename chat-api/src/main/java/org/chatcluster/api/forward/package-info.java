/// Forwarding: a message once more, in other chats. Owns no table; writes `messages`, `chats` and
/// `outbox` as the send statement of `message` does.
@NullMarked
package org.chatcluster.api.forward;

import org.jspecify.annotations.NullMarked;
