package org.chatcluster.deploy.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class GivenBackendsTest {
    @Test
    void urlsInTheEnvironmentAreTakenAsTheyAre() {
        Map<String, String> environment =
                Map.of(
                        "CHAT_TEST_DATABASE_URL", "jdbc:postgresql://db/chat",
                        "CHAT_TEST_DATABASE_USERNAME", "u",
                        "CHAT_TEST_DATABASE_PASSWORD", "p",
                        "CHAT_TEST_REDIS_URL", "redis://cache:6379");

        assertThat(GivenBackends.areIn(environment)).isTrue();
        assertThat(GivenBackends.from(environment))
                .isEqualTo(
                        new BackendAddresses(
                                "jdbc:postgresql://db/chat", "u", "p", "redis://cache:6379"));
    }

    @Test
    void oneUrlWithoutTheOtherIsRefused() {
        Map<String, String> environment = Map.of("CHAT_TEST_REDIS_URL", "redis://cache:6379");

        assertThatThrownBy(() -> GivenBackends.from(environment))
                .hasMessageContaining("CHAT_TEST_DATABASE_URL is missing");
    }

    @Test
    void anotherDatabaseKeepsServerAndParameters() {
        BackendAddresses plain = new BackendAddresses("jdbc:postgresql://db:1/a", "u", "p", "r");
        BackendAddresses full =
                new BackendAddresses("jdbc:postgresql://db:1/a?ssl=true", "u", "p", "r");

        assertThat(plain.withDatabase("b").databaseUrl()).isEqualTo("jdbc:postgresql://db:1/b");
        assertThat(full.withDatabase("b").databaseUrl())
                .isEqualTo("jdbc:postgresql://db:1/b?ssl=true");
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(new BackendAddresses("jdbc:x", "u", "secret", "redis:y").toString())
                .doesNotContain("secret");
    }
}
