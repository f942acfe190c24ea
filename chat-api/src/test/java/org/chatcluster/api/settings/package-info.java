@NullMarked
package org.chatcluster.api.settings;

import org.jspecify.annotations.NullMarked;
