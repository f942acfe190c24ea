@NullMarked
package org.chatcluster.api.outbox;

import org.jspecify.annotations.NullMarked;
