/// The client's side of `/ws`, made by hand so that a received frame costs little more than its
/// read.
@NullMarked
package org.chatcluster.deploy.loadtest.socket;

import org.jspecify.annotations.NullMarked;
