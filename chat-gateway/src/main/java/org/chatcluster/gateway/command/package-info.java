/// The client's frames: reads them, forwards them to the API as REST calls with the user's own
/// token, one at a time per session, and words the answers. Knows no sockets.
@NullMarked
package org.chatcluster.gateway.command;

import org.jspecify.annotations.NullMarked;
