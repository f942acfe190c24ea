/// What the metrics of all nodes have in common: buckets of latencies, and who may read them.
@NullMarked
package org.chatcluster.node.measure;

import org.jspecify.annotations.NullMarked;
