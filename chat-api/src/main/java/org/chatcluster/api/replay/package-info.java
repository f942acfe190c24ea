/// What the users of a gateway missed while it was cut off from Redis, by the database's clock. For
/// the cluster alone. Owns no storage: it reads chats, members and messages as they are.
@NullMarked
package org.chatcluster.api.replay;

import org.jspecify.annotations.NullMarked;
