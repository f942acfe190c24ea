/// The accounts that exist before anybody registers: the demo's three, or the first admin. Their
/// ids lie at the far end of the range, so that the first person to register is user 1.
@NullMarked
package org.chatcluster.api.bootstrap;

import org.jspecify.annotations.NullMarked;
