/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.client.stream;

import org.jspecify.annotations.NullMarked;
