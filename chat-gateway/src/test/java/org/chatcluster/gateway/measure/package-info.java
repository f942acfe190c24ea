/// What a gateway tells of itself.
@NullMarked
package org.chatcluster.gateway.measure;

import org.jspecify.annotations.NullMarked;
