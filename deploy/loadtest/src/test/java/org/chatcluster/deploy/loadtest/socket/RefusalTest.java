package org.chatcluster.deploy.loadtest.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 7", "retry-after:7", "RETRY-AFTER: \t7 "})
    void secondsOfA503AreRead(String header) {
        String head = "HTTP/1.1 503 Service Unavailable\r\n" + header + "\r\nA: b\r\n\r\n";

        assertThat(Refusal.secondsToWait(head)).hasValue(7);
    }

    @Test
    void otherStatusOrNoSecondsIsNoPace() {
        String rest = "\r\nRetry-After: 7\r\n\r\n";

        assertThat(Refusal.secondsToWait("HTTP/1.1 429 Too Many Requests" + rest)).isEmpty();
        assertThat(Refusal.secondsToWait("HTTP/1.1 503 x\r\nX-Retry-After: 7\r\n\r\n")).isEmpty();
        assertThat(Refusal.secondsToWait("HTTP/1.1 503 x\r\nRetry-After: soon\r\n\r\n")).isEmpty();
    }
}
