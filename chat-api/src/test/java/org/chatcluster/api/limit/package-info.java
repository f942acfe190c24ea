@NullMarked
package org.chatcluster.api.limit;

import org.jspecify.annotations.NullMarked;
