/// Checks at start that every `chat.*` setting is known and within its bounds. Knows the
/// configuration records by introspection only.
@NullMarked
package org.chatcluster.node.settings;

import org.jspecify.annotations.NullMarked;
