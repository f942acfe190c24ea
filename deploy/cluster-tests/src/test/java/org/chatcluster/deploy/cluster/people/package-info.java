/// Groups whose members come and go, and what each member sets for themself, over two nodes of each
/// kind.
@NullMarked
package org.chatcluster.deploy.cluster.people;

import org.jspecify.annotations.NullMarked;
