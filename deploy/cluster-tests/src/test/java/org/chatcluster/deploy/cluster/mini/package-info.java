/// The mini-application's protocol, by itself and beside `/ws`.
@NullMarked
package org.chatcluster.deploy.cluster.mini;

import org.jspecify.annotations.NullMarked;
