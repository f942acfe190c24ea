@NullMarked
package org.chatcluster.api.read;

import org.jspecify.annotations.NullMarked;
