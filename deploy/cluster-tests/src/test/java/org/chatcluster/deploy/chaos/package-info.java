/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.chaos;

import org.jspecify.annotations.NullMarked;
