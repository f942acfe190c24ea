/// Tests of the package.
@NullMarked
package org.chatcluster.api.fanout;

import org.jspecify.annotations.NullMarked;
