/// The people: who they are, how others see them, how their tags are made. Owns the table `users`.
/// Reads `chat_members` to decide who may see an e-mail address.
@NullMarked
package org.chatcluster.api.account;

import org.jspecify.annotations.NullMarked;
