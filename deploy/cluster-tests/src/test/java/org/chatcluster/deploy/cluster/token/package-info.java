/// Who gets in: access tokens of every kind, tickets, refresh and logout.
@NullMarked
package org.chatcluster.deploy.cluster.token;

import org.jspecify.annotations.NullMarked;
