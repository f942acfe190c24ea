@NullMarked
package org.chatcluster.api.admin;

import org.jspecify.annotations.NullMarked;
