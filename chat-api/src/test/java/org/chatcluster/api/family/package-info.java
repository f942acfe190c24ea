@NullMarked
package org.chatcluster.api.family;

import org.jspecify.annotations.NullMarked;
