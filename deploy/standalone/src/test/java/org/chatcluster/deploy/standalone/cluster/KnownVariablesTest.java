package org.chatcluster.deploy.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class KnownVariablesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HOME", "/home/somebody",
                    "CHAT_LOG_LEVEL", "DEBUG",
                    "CHAT_SOCKET_MAX_AGE", "1h",
                    "CHAT_SEND_LANES", "4");

    @Test
    void eachNodeIsGivenTheSettingsThatItKnows() {
        assertThat(KnownVariables.API.of(ENVIRONMENT))
                .containsOnlyKeys("HOME", "CHAT_LOG_LEVEL", "CHAT_SEND_LANES");
        assertThat(KnownVariables.GATEWAY.of(ENVIRONMENT))
                .containsOnlyKeys("HOME", "CHAT_LOG_LEVEL", "CHAT_SOCKET_MAX_AGE");
    }

    @Test
    void settingThatNoNodeKnowsIsRefusedWithOneSentence() {
        assertThatThrownBy(() -> KnownVariables.settingsIn(Map.of("CHAT_SOKET_MAX_AGE", "1h")))
                .isInstanceOf(KnownVariables.UnknownVariable.class)
                .hasMessage(
                        "neither an API node nor a gateway knows the setting CHAT_SOKET_MAX_AGE;"
                                + " docs/settings.md lists all.");
    }

    @Test
    void whatIsNoSettingIsLeftOut() {
        assertThat(KnownVariables.settingsIn(ENVIRONMENT))
                .containsOnlyKeys("CHAT_LOG_LEVEL", "CHAT_SOCKET_MAX_AGE", "CHAT_SEND_LANES");
        assertThat(KnownVariables.settingsIn(Map.of("CHAT_TEST_REDIS_URL", "redis:none")))
                .isEmpty();
    }
}
