/// A small real server that speaks as much of `/ws` and REST as the generator does, and errs on
/// command: what the generator must detect.
@NullMarked
package org.chatcluster.deploy.loadtest.fake;

import org.jspecify.annotations.NullMarked;
