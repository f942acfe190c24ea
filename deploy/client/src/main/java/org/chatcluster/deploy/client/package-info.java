/// A client by the public contract alone, `docs/protocol.md`: it does what that page asks of one.
@NullMarked
package org.chatcluster.deploy.client;

import org.jspecify.annotations.NullMarked;
