@NullMarked
package org.chatcluster.api.idempotency;

import org.jspecify.annotations.NullMarked;
