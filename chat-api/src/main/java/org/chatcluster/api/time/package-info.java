/// How points in time look on the wire. Knows no feature.
@NullMarked
package org.chatcluster.api.time;

import org.jspecify.annotations.NullMarked;
