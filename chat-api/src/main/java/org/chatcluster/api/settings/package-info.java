/// Which node this is, and what a node says that can't start. Knows no feature.
@NullMarked
package org.chatcluster.api.settings;

import org.jspecify.annotations.NullMarked;
