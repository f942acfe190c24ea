/// Tests of the package of this name.
@NullMarked
package org.chatcluster.api.mention;

import org.jspecify.annotations.NullMarked;
