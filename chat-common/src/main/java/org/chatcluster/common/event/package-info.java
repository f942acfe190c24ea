/// What is published through Redis: the types of event and the binary header that stands in front
/// of the bytes of the client's frame. Knows nothing of Redis and nothing of JSON.
@NullMarked
package org.chatcluster.common.event;

import org.jspecify.annotations.NullMarked;
