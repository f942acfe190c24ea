/// `deploy/chaos`: people write and read while a seeded schedule breaks what it can; in the end it
/// is compared what was acknowledged, what PostgreSQL holds and what each device was brought.
@NullMarked
package org.chatcluster.deploy.chaos;

import org.jspecify.annotations.NullMarked;
