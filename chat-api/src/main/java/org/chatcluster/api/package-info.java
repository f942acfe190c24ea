/// The API node: the only writer of the cluster. Packages are features; `web`, `database`,
/// `outbox`, `fanout` and `idempotency` are the cluster's own.
@NullMarked
package org.chatcluster.api;

import org.jspecify.annotations.NullMarked;
