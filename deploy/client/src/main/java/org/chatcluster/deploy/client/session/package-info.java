/// Connections one after the other, and the commands that must get through them.
@NullMarked
package org.chatcluster.deploy.client.session;

import org.jspecify.annotations.NullMarked;
