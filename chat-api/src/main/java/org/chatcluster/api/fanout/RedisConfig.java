package org.chatcluster.api.fanout;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/// Where Redis is, and how long to wait for it.
///
/// @param url `redis://host:port`, may carry a password
/// @param timeout how long one command may take
/// @param connectTimeout how long connecting may take
/// @param queuedCommands commands on their way at once, per connection
@ConfigurationProperties("chat.redis")
public record RedisConfig(
        @NotBlank String url,
        @Bindable(defaultValue = "1s") Duration timeout,
        @Bindable(defaultValue = "2s") Duration connectTimeout,
        @Bindable(defaultValue = "100000") @Min(100) @Max(10_000_000) int queuedCommands) {
    /// Returns the place with the command time-out.
    RedisURI uri() {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(timeout);
        return uri;
    }
}
