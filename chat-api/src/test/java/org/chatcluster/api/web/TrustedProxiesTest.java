package org.chatcluster.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(
                    new WebConfig(List.of(), List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8")));

    @Test
    void headerOfAnUntrustedPeerIsIgnored() {
        assertThat(proxies.clientOf("203.0.113.5", List.of("198.51.100.1")))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void rightmostUntrustedAddressCounts() {
        assertThat(proxies.clientOf("127.0.0.1", List.of("1.1.1.1, 198.51.100.1, 10.2.3.4")))
                .isEqualTo("198.51.100.1");
        assertThat(proxies.clientOf("127.0.0.1", List.of("1.1.1.1", "198.51.100.1", "10.2.3.4")))
                .isEqualTo("198.51.100.1");
        assertThat(proxies.clientOf("fd00:0:0:0:0:0:0:1", List.of("2001:db8::7")))
                .isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void peerCountsWithoutAUsableHeader() {
        assertThat(proxies.clientOf("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
        assertThat(proxies.clientOf("127.0.0.1", List.of("somewhere"))).isEqualTo("127.0.0.1");
        assertThat(proxies.clientOf("127.0.0.1", List.of("1.1.1.1, "))).isEqualTo("127.0.0.1");
    }
}
