/// What is asked for many times at once happens once.
@NullMarked
package org.chatcluster.deploy.cluster.once;

import org.jspecify.annotations.NullMarked;
