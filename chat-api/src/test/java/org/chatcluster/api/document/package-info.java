@NullMarked
package org.chatcluster.api.document;

import org.jspecify.annotations.NullMarked;
