/// Tests of the lines of the log.
@NullMarked
package org.chatcluster.node.log;

import org.jspecify.annotations.NullMarked;
