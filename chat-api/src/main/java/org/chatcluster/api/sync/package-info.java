/// What changed while somebody was away: since a seq of each chat, at any age, from the tables of
/// the other features. Owns no storage and no log: a message that was changed ten times comes once,
/// as it is now.
@NullMarked
package org.chatcluster.api.sync;

import org.jspecify.annotations.NullMarked;
