/// What nodes tell each other of the presence of users. Knows nothing of Redis and nothing of JSON.
@NullMarked
package org.chatcluster.common.presence;

import org.jspecify.annotations.NullMarked;
