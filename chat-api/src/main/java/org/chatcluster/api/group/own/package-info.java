/// What a member sets in a chat for themself alone: muted, pinned. Nobody else is told.
@NullMarked
package org.chatcluster.api.group.own;

import org.jspecify.annotations.NullMarked;
