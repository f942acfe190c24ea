@NullMarked
package org.chatcluster.api.bootstrap;

import org.jspecify.annotations.NullMarked;
