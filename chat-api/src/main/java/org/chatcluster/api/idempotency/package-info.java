/// `Idempotency-Key`: the same call twice within 24 hours happens once and gives the same answer.
/// Owns the table `idempotency_keys`, together with `message`, which remembers sends in it by their
/// place. Must not know what the calls do.
@NullMarked
package org.chatcluster.api.idempotency;

import org.jspecify.annotations.NullMarked;
