/// Tests of the package.
@NullMarked
package org.chatcluster.gateway.subscription.cluster;

import org.jspecify.annotations.NullMarked;
