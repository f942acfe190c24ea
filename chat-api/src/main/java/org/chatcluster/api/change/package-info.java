/// What all changes of a message have in common: the chat's lock, the next seq, the event. A
/// feature that changes messages (`edit`, `deletion`, `reaction`, `pin`) locks one here, writes
/// what it changes, and has it told. Writes `chats.seq` and `outbox` for them; owns no table.
@NullMarked
package org.chatcluster.api.change;

import org.jspecify.annotations.NullMarked;
