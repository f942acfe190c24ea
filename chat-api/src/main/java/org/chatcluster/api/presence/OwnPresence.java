package org.chatcluster.api.presence;

import io.micronaut.serde.annotation.Serdeable;

/// What a user lets others see of their own presence.
///
/// @param hidden whether they look offline to everybody
@Serdeable
record OwnPresence(boolean hidden) {}
