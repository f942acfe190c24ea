/// Who has read what, and what everybody has.
@NullMarked
package org.chatcluster.deploy.cluster.receipt;

import org.jspecify.annotations.NullMarked;
