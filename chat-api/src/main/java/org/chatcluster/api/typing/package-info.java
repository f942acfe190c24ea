/// That somebody is typing: told at once to the other members who are connected, and never stored.
/// Owns nothing.
@NullMarked
package org.chatcluster.api.typing;

import org.jspecify.annotations.NullMarked;
