/// Reactions: emojis that members put under messages. Owns the table `reactions`, and with it
/// `messages.reactions`, which sums it up.
@NullMarked
package org.chatcluster.api.reaction;

import org.jspecify.annotations.NullMarked;
