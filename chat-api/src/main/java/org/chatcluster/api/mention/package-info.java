/// Mentions: `@tag` in a message's content, resolved to a member of its chat. Owns the table
/// `mentions`, which the send statement writes too. Must not know messages.
@NullMarked
package org.chatcluster.api.mention;

import org.jspecify.annotations.NullMarked;
