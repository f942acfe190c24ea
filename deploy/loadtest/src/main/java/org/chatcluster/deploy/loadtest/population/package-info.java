/// The users, tokens and chats that a run needs, made directly in the database by the operator's
/// own rights. Not measured.
@NullMarked
package org.chatcluster.deploy.loadtest.population;

import org.jspecify.annotations.NullMarked;
