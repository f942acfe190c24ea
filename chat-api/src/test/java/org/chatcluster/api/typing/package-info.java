@NullMarked
package org.chatcluster.api.typing;

import org.jspecify.annotations.NullMarked;
