/// Who sends what when: the paced and the windowed traffic over one event loop's share of the
/// chats.
@NullMarked
package org.chatcluster.deploy.loadtest.traffic;

import org.jspecify.annotations.NullMarked;
