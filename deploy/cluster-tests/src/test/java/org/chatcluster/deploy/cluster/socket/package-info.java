/// What a client may say on `/ws`, what it is answered, and where it is cut off.
@NullMarked
package org.chatcluster.deploy.cluster.socket;

import org.jspecify.annotations.NullMarked;
