/// Groups that change: title, roles, deletion; `group.member` has who comes and goes, `group.own`
/// what a member sets for themself alone. Every change locks the chat's row first, then memberships
/// by user id, as sends do. Writes the tables `chats` and `chat_members` together with `chat`,
/// whose views it shows.
@NullMarked
package org.chatcluster.api.group;

import org.jspecify.annotations.NullMarked;
