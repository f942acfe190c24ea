@NullMarked
package org.chatcluster.api.database;

import org.jspecify.annotations.NullMarked;
