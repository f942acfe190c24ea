/// Tests of the package of this name.
@NullMarked
package org.chatcluster.api.change;

import org.jspecify.annotations.NullMarked;
