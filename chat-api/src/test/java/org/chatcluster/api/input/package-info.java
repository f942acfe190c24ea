@NullMarked
package org.chatcluster.api.input;

import org.jspecify.annotations.NullMarked;
