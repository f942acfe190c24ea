/// Changing accounts, one's own or, for administrators, anybody's, and finding people by the
/// beginning of their name or tag. Writes the table `users` with `account`.
@NullMarked
package org.chatcluster.api.account.profile;

import org.jspecify.annotations.NullMarked;
