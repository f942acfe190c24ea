/// Who may see and do what: every endpoint for every kind of caller.
@NullMarked
package org.chatcluster.deploy.cluster.access;

import org.jspecify.annotations.NullMarked;
