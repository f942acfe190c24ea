/// What the API and the gateways must agree on byte for byte. No I/O, and nothing that is shared
/// only because it is handy.
@NullMarked
package org.chatcluster.common;

import org.jspecify.annotations.NullMarked;
