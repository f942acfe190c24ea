/// Tests of traces.
@NullMarked
package org.chatcluster.node.trace;

import org.jspecify.annotations.NullMarked;
