/// The channels of users on a Redis Cluster: each master is listened to by itself. Knows neither
/// Redis's commands nor sessions. See ADR-0020.
@NullMarked
package org.chatcluster.gateway.subscription.cluster;

import org.jspecify.annotations.NullMarked;
