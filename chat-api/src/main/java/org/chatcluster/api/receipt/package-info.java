/// Who has read a message, and telling its author once everybody has. Owns `read_floors`: up to
/// where each chat's authors were told. The marks themselves are `read`'s.
@NullMarked
package org.chatcluster.api.receipt;

import org.jspecify.annotations.NullMarked;
