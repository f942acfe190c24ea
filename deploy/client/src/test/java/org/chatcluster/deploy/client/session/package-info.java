/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.client.session;

import org.jspecify.annotations.NullMarked;
