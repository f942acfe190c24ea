/// Tests of the module as a whole.
@NullMarked
package org.chatcluster.api;

import org.jspecify.annotations.NullMarked;
