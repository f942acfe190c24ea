@NullMarked
package org.chatcluster.api.account;

import org.jspecify.annotations.NullMarked;
