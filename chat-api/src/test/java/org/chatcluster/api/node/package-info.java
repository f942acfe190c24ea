/// API nodes for tests, on real PostgreSQL and Redis, and a plain HTTP client for them.
@NullMarked
package org.chatcluster.api.node;

import org.jspecify.annotations.NullMarked;
