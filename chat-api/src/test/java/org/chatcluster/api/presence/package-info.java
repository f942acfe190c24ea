@NullMarked
package org.chatcluster.api.presence;

import org.jspecify.annotations.NullMarked;
