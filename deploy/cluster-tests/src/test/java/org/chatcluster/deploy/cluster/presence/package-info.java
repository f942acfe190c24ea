/// Who is online and who is typing, over several gateways.
@NullMarked
package org.chatcluster.deploy.cluster.presence;

import org.jspecify.annotations.NullMarked;
