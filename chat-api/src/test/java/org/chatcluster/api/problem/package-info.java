@NullMarked
package org.chatcluster.api.problem;

import org.jspecify.annotations.NullMarked;
