/// When messages are sent: at a fixed rate, or as fast as they are finished. Knows no sockets.
@NullMarked
package org.chatcluster.deploy.loadtest.pace;

import org.jspecify.annotations.NullMarked;
