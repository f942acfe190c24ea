/// How a gateway hands commands of many users to the API in one call. Knows nothing of HTTP and
/// nothing of JSON.
@NullMarked
package org.chatcluster.common.command;

import org.jspecify.annotations.NullMarked;
