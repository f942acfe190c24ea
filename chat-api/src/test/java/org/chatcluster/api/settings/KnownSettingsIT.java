package org.chatcluster.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chatcluster.api.fanout.RedisConfig;
import org.chatcluster.api.limit.LimitConfig;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.outbox.OutboxConfig;
import org.chatcluster.api.password.PasswordConfig;
import org.chatcluster.api.token.TokenConfig;
import org.chatcluster.api.web.WebConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSettingsIT {
    @ParameterizedTest
    @CsvSource({
        "chat.redis.ulr, redis://x, unknown setting chat.redis.ulr",
        "chat.redis.url, 'redis://x:1,y:2', 'chat.redis.url is several nodes, expected one'",
        "chat.token.access-life, 5m, chat.token.access-life is PT5M",
        "chat.token.signing-keys, /nowhere.json, chat.token.signing-keys",
        "chat.outbox.enabled, maybe, 'chat.outbox.enabled is maybe, expected boolean'",
        "chat.password.memory-kib, 12, chat.password.memory-kib must",
        "chat.password.queued, many, 'chat.password.queued is many, expected int'",
        "chat.limit.logins-per-account, 0, chat.limit.logins-per-account must",
        "chat.web.trusted-proxies, somewhere, chat.web.trusted-proxies is somewhere",
        "chat.admin.email, root@example.com, given together",
        "chat.database.migrate, later, 'migrate is later, expected on-start, only or never'",
    })
    void badSettingStopsTheStart(String key, String value, String sentence) {
        assertThat(whyItDoesNotStart(Map.of(key, value))).contains(sentence).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"admin123, false", "better-password, true"})
    void demoPasswordIsRefusedOutsideTheDemo(String password, boolean starts) {
        Map<String, Object> settings =
                Map.of(
                        "chat.demo.enabled",
                        false,
                        "chat.admin.email",
                        "Root@Example.com",
                        "chat.admin.password",
                        password);

        if (starts) {
            try (ApiNode node = ApiNode.start(settings)) {
                assertThat(node.rest().login("root@example.com", password).field("user.role"))
                        .isEqualTo("admin");
                assertThat(node.rest().login("boris", "demo12345").status()).isEqualTo(401);
            }
        } else {
            assertThat(whyItDoesNotStart(settings)).contains("chat.admin.password is the demo's");
        }
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        try (ApiNode node = ApiNode.start()) {
            assertThat(node.bean(PasswordConfig.class))
                    .isEqualTo(new PasswordConfig(19_456, 2, 0, 128));
            assertThat(node.bean(TokenConfig.class).accessLife()).hasMinutes(15);
            assertThat(node.bean(TokenConfig.class).refreshLife()).hasDays(7);
            assertThat(node.bean(TokenConfig.class).verifiedTokens()).isEqualTo(20_000);
            assertThat(node.bean(RedisConfig.class).timeout()).hasSeconds(1);
            assertThat(node.bean(RedisConfig.class).connectTimeout()).hasSeconds(2);
            assertThat(node.bean(OutboxConfig.class))
                    .isEqualTo(
                            new OutboxConfig(
                                    true,
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(1),
                                    500,
                                    Duration.ofMillis(100)));
            assertThat(node.bean(LimitConfig.class).loginsPerAccount()).isEqualTo(20);
            assertThat(node.bean(LimitConfig.class).registrationsPerAccount()).isEqualTo(60);
        }
    }

    @Test
    void everySettingBinds() {
        Map<String, Object> settings =
                Map.ofEntries(
                        Map.entry("chat.password.memory-kib", 9_000),
                        Map.entry("chat.password.passes", 3),
                        Map.entry("chat.password.threads", 2),
                        Map.entry("chat.password.queued", 9),
                        Map.entry("chat.token.access-life", "20m"),
                        Map.entry("chat.token.refresh-life", "8d"),
                        Map.entry("chat.token.verified-tokens", 500),
                        Map.entry("chat.redis.timeout", "3s"),
                        Map.entry("chat.redis.connect-timeout", "4s"),
                        Map.entry("chat.redis.queued-commands", 5_000),
                        Map.entry("chat.outbox.enabled", false),
                        Map.entry("chat.limit.logins-per-account", 11),
                        Map.entry("chat.limit.logins-per-address", 12),
                        Map.entry("chat.limit.registrations-per-account", 13),
                        Map.entry("chat.limit.registrations-per-address", 14),
                        Map.entry(
                                "chat.web.allowed-origins", "https://a.example,https://b.example"),
                        Map.entry("chat.web.trusted-proxies", "127.0.0.1,10.0.0.0/8"));

        try (ApiNode node = ApiNode.start(settings)) {
            RedisConfig redis = node.bean(RedisConfig.class);
            TokenConfig token = node.bean(TokenConfig.class);
            assertThat(node.bean(PasswordConfig.class))
                    .isEqualTo(new PasswordConfig(9_000, 3, 2, 9));
            assertThat(token.accessLife()).hasMinutes(20);
            assertThat(token.refreshLife()).hasDays(8);
            assertThat(token.verifiedTokens()).isEqualTo(500);
            assertThat(node.bean(OutboxConfig.class).enabled()).isFalse();
            assertThat(redis.timeout()).hasSeconds(3);
            assertThat(redis.connectTimeout()).hasSeconds(4);
            assertThat(redis.queuedCommands()).isEqualTo(5_000);
            assertThat(node.bean(LimitConfig.class)).isEqualTo(new LimitConfig(11, 12, 13, 14));
            assertThat(node.bean(WebConfig.class))
                    .isEqualTo(
                            new WebConfig(
                                    List.of("https://a.example", "https://b.example"),
                                    List.of("127.0.0.1", "10.0.0.0/8")));
        }
    }

    /// Returns the message of the innermost cause, which is what the process prints.
    private static String whyItDoesNotStart(Map<String, Object> settings) {
        Throwable failure = catchThrowable(() -> ApiNode.start(settings).close());
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return String.valueOf(failure.getMessage());
    }
}
