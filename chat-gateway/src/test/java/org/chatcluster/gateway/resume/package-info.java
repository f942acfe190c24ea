/// Resumes against chats, an API and clients in memory, and against a whole gateway.
@NullMarked
package org.chatcluster.gateway.resume;

import org.jspecify.annotations.NullMarked;
