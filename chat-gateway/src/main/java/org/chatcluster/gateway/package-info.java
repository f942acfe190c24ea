/// The gateway's process: starts the features, and stops them in order.
@NullMarked
package org.chatcluster.gateway;

import org.jspecify.annotations.NullMarked;
