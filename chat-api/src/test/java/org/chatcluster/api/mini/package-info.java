@NullMarked
package org.chatcluster.api.mini;

import org.jspecify.annotations.NullMarked;
