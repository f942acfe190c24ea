/// The mini-application's protocol (seed 002) as far as it is HTTP: `/register`, `/login`,
/// `/users_list`, and what a gateway asks for its `/connect` sockets. Other words for the same
/// accounts, chats and messages: owns no storage.
@NullMarked
package org.chatcluster.api.mini;

import org.jspecify.annotations.NullMarked;
