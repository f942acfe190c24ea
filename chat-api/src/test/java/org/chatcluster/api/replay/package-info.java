@NullMarked
package org.chatcluster.api.replay;

import org.jspecify.annotations.NullMarked;
