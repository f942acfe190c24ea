@NullMarked
package org.chatcluster.api.token;

import org.jspecify.annotations.NullMarked;
