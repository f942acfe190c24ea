/// What `deploy/up` runs: options, the data folder, and a cluster that is kept alive.
@NullMarked
package org.chatcluster.deploy.standalone.supervise;

import org.jspecify.annotations.NullMarked;
