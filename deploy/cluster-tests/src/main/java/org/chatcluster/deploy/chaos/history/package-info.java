/// What happened in a run, as plain records; times are microseconds since 1970.
@NullMarked
package org.chatcluster.deploy.chaos.history;

import org.jspecify.annotations.NullMarked;
