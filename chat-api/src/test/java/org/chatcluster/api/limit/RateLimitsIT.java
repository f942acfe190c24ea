package org.chatcluster.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Line;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.Test;

class RateLimitsIT {
    @Test
    void failedLoginsToOneAccountAreLimitedAndOthersAreNot() {
        try (ApiNode node = start(Map.of("chat.limit.logins-per-account", 3))) {
            node.rest().register("Limited");
            for (int i = 0; i < 3; i++) {
                assertThat(node.rest().login("limited", "wrong-password").status()).isEqualTo(401);
            }

            Reply limited = node.rest().login("Limited@Test.com", "password123");
            Reply other = node.rest().login("boris", "demo12345");

            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.field("code")).isEqualTo("rate_limited");
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
            assertThat(other.status()).isEqualTo(200);
        }
    }

    @Test
    void successfulLoginsDoNotCountForTheAccount() {
        try (ApiNode node = start(Map.of("chat.limit.logins-per-account", 2))) {
            for (int i = 0; i < 6; i++) {
                assertThat(node.rest().login("boris", "demo12345").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void registrationsFromOneAddressAreLimited() {
        try (ApiNode node = start(Map.of("chat.limit.registrations-per-address", 2))) {
            String[] here = {"X-Forwarded-For", "203.0.113." + ProcessHandle.current().pid() % 250};
            node.rest().register("One", here);
            node.rest().register("Two", here);

            Reply limited = node.rest().register("Three", here);
            Reply elsewhere = node.rest().register("Four", "X-Forwarded-For", "198.51.100.9");

            assertThat(limited.status()).isEqualTo(429);
            assertThat(elsewhere.status()).isEqualTo(201);
        }
    }

    @Test
    void loginWorksAndTicketsAreUnavailableWhileRedisIsAway() {
        Line line = Line.toRedis();
        try (ApiNode node = start(Map.of("chat.redis.url", line.url()))) {
            line.cut();

            Reply login = node.rest().login("boris", "demo12345");
            Reply ticket = node.rest().post("/api/v1/auth/ws-ticket", "", login.bearer());

            assertThat(login.status()).isEqualTo(200);
            assertThat(ticket.status()).isEqualTo(503);
            assertThat(ticket.field("code")).isEqualTo("unavailable");
            assertThat(ticket.header("Retry-After")).isEqualTo("1");
        }
    }

    private static ApiNode start(Map<String, Object> settings) {
        return ApiNode.start(settings);
    }
}
