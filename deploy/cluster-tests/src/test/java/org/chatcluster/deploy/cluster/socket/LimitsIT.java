package org.chatcluster.deploy.cluster.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Where a socket is cut off, and that nobody else feels it.
@OnCluster
final class LimitsIT {
    private static final int LARGEST_COMMAND = 65_536;
    private static final int LARGEST_FRAME = 131_072;

    private final TestCluster cluster;
    private final Person alice;

    LimitsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
    }

    @Test
    void overLongCommandIsAnErrorAndTheSocketStays() {
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            socket.send(ping(LARGEST_COMMAND + 1));

            assertThat(socket.await("error").data().path("code").asText())
                    .isEqualTo("payload_too_large");
            socket.pass();
        }
    }

    @Test
    void overLongFrameIsClosedWith1009() {
        try (Socket socket = alice.connect(cluster.gateway(1));
                Socket other = alice.connect(cluster.gateway(1))) {
            var _ = socket.sendPart(ping(LARGEST_FRAME + 1));

            assertThat(socket.awaitClose()).isEqualTo(1009);
            other.pass();
        }
    }

    @Test
    void floodOfFragmentsIsClosedWith1009() {
        try (Socket socket = alice.connect(cluster.gateway(1));
                Socket other = alice.connect(cluster.gateway(1))) {
            String part = "x".repeat(1_000);
            for (int i = 0; i < 200 && socket.isOpen(); i++) {
                socket.sendPart(part).exceptionally(_ -> null).join();
            }

            assertThat(socket.awaitClose()).isEqualTo(1009);
            other.pass();
        }
    }

    @Test
    void clientThatGoesOnSendingNonsenseIsClosedWith1008() {
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            for (int i = 0; i < 30 && socket.isOpen(); i++) {
                socket.sendQuietly("nonsense");
            }

            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void compressionIsNotOffered() throws Exception {
        String upgrade =
                """
                GET /ws?token=x HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                \r
                """
                        .formatted(cluster.gateway(1).getAuthority());
        try (var tcp = new java.net.Socket("127.0.0.1", cluster.gateway(1).getPort())) {
            tcp.setSoTimeout(5_000);
            tcp.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = new byte[4_096];
            int read = tcp.getInputStream().read(bytes);

            String answer = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("deflate");
        }
    }

    private static String ping(int length) {
        String empty = Json.object("action", "ping", "padding", "");
        return Json.object("action", "ping", "padding", "x".repeat(length - empty.length()));
    }
}
