/// The lines of the log as JSON, for those who collect them from many nodes; as text they are made
/// by the pattern in each module's `logback.xml`. Knows no feature.
@NullMarked
package org.chatcluster.node.log;

import org.jspecify.annotations.NullMarked;
