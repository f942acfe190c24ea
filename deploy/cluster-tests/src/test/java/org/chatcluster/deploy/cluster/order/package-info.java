/// Order under load: of the messages of a chat, of pages, of the sidebar.
@NullMarked
package org.chatcluster.deploy.cluster.order;

import org.jspecify.annotations.NullMarked;
