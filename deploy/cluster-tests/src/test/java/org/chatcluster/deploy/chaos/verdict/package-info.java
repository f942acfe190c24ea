/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.chaos.verdict;

import org.jspecify.annotations.NullMarked;
