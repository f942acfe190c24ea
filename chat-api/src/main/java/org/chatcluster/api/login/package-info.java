/// Registration, login and changing a password. Puts accounts, passwords, limits and token families
/// together; owns no storage.
@NullMarked
package org.chatcluster.api.login;

import org.jspecify.annotations.NullMarked;
