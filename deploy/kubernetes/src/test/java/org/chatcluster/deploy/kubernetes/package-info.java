/// What the chart renders, as Helm renders it: the objects, and what must hold between them. Knows
/// the chart by its folder, and the nodes by what they say of themselves.
@NullMarked
package org.chatcluster.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
