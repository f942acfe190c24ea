/// The mark at the head of each message's content, by which its receivers know it again.
@NullMarked
package org.chatcluster.deploy.loadtest.stamp;

import org.jspecify.annotations.NullMarked;
