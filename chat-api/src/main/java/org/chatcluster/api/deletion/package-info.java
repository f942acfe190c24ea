/// Deletion of messages. What was said is gone: the row that stays has a place, an author and
/// times. Owns no table; empties those of `message`, `edit`, `reaction`, `mention` and `pin` of
/// what belongs to the message.
@NullMarked
package org.chatcluster.api.deletion;

import org.jspecify.annotations.NullMarked;
