/// Who is online (ADR-0006): a user is, exactly while some gateway is subscribed to `user:<id>`,
/// and unless they hide it. Owns `user_presence`: when a user was last seen, and whether they hide.
/// Knows no chats; `internal` is what gateways alone may ask.
@NullMarked
package org.chatcluster.api.presence;

import org.jspecify.annotations.NullMarked;
