/// The calls about presence that are for gateways alone, under `/internal/`.
@NullMarked
package org.chatcluster.api.presence.internal;

import org.jspecify.annotations.NullMarked;
