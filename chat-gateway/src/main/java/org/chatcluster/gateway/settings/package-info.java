/// What every feature's configuration needs: bounds, and the node's name. Knows no feature.
@NullMarked
package org.chatcluster.gateway.settings;

import org.jspecify.annotations.NullMarked;
