/// What was sent, what arrived where, and what did not: exact counts and latencies. Knows no
/// sockets.
@NullMarked
package org.chatcluster.deploy.loadtest.tally;

import org.jspecify.annotations.NullMarked;
