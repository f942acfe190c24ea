package org.chatcluster.api.bootstrap;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Whether this is the demo of `deploy/up`.
///
/// @param enabled make the demo's accounts, whose passwords everybody knows: never in production
@ConfigurationProperties("chat.demo")
public record DemoConfig(@Bindable(defaultValue = "false") boolean enabled) {}
