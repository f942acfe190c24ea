@NullMarked
package org.chatcluster.api.forward;

import org.jspecify.annotations.NullMarked;
