/// What every feature's configuration needs: bounds, and the refusal of keys that nobody reads.
/// Knows no feature.
@NullMarked
package org.chatcluster.gateway.settings;

import org.jspecify.annotations.NullMarked;
