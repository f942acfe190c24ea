/// Edits of messages by their authors, and what they said before. Owns the table `message_edits`.
@NullMarked
package org.chatcluster.api.edit;

import org.jspecify.annotations.NullMarked;
