@NullMarked
package org.chatcluster.api.sync;

import org.jspecify.annotations.NullMarked;
