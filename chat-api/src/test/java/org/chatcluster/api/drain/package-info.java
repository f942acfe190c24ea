/// Tests of the package.
@NullMarked
package org.chatcluster.api.drain;

import org.jspecify.annotations.NullMarked;
