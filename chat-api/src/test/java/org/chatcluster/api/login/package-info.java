@NullMarked
package org.chatcluster.api.login;

import org.jspecify.annotations.NullMarked;
