/// Tests of the servers themselves.
@NullMarked
package org.chatcluster.deploy.backends;

import org.jspecify.annotations.NullMarked;
