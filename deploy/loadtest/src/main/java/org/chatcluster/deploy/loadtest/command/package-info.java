/// How a message is sent: as a `send_message` frame on its author's socket, or by REST. Knows
/// neither pace nor counts.
@NullMarked
package org.chatcluster.deploy.loadtest.command;

import org.jspecify.annotations.NullMarked;
