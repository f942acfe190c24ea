/// Tests of the supervisor.
@NullMarked
package org.chatcluster.deploy.standalone.supervise;

import org.jspecify.annotations.NullMarked;
