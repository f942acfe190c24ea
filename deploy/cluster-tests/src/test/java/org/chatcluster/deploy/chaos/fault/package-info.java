/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.chaos.fault;

import org.jspecify.annotations.NullMarked;
