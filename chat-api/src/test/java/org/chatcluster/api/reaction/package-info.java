/// Tests of the package of this name.
@NullMarked
package org.chatcluster.api.reaction;

import org.jspecify.annotations.NullMarked;
