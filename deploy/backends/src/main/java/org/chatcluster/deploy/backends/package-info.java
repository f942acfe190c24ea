/// Real PostgreSQL and Redis servers on loopback: the embedded ones that `deploy/up` runs, and the
/// choice between those, containers and given URLs that tests make. Knows nothing of the chat.
@NullMarked
package org.chatcluster.deploy.backends;

import org.jspecify.annotations.NullMarked;
