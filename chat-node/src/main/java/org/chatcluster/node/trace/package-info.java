/// Spans, and where they go. Knows OpenTelemetry, and no feature: which events are traced is
/// decided where they are accepted.
@NullMarked
package org.chatcluster.node.trace;

import org.jspecify.annotations.NullMarked;
