/// Hashing of passwords on a small bounded pool of its own, so that a wave of logins costs one core
/// and not the service. Must not touch the database: nobody may hold a connection while hashing.
@NullMarked
package org.chatcluster.api.password;

import org.jspecify.annotations.NullMarked;
