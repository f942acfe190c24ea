package org.chatcluster.deploy.standalone.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.chatcluster.common.problem.ProblemCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RefusalBodyIT {
    /// 1 MiB, which the API takes, and 64 KiB.
    private static final int MAX_BODY_BYTES = 1_114_112;

    private final EchoNode node = new EchoNode("node");
    private final Balancer balancer =
            Balancer.start(
                    0,
                    List.of(node.url()),
                    List.of(node.url()),
                    new Balancer.Limits(
                            10,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            Duration.ofMillis(100)));

    @AfterEach
    void stop() {
        balancer.close();
        node.close();
    }

    @Test
    void whatTheNodesSayToEachOtherIsNotRouted() throws IOException {
        List<String> paths =
                List.of(
                        "/internal",
                        "/internal/messages",
                        "//internal/messages",
                        "/%69nternal/messages",
                        "/api/../internal/messages",
                        "/internal;x=1/messages",
                        "/prometheus",
                        "/prometheus/x",
                        "//prometheus",
                        "/%70rometheus",
                        "/metrics");

        for (String path : paths) {
            assertThat(answerTo(path))
                    .as(path)
                    .startsWith("HTTP/1.1 404 ")
                    .contains("\"code\":\"" + ProblemCode.NOT_FOUND.wireName() + "\"")
                    .contains("\"title\":\"" + ProblemCode.NOT_FOUND.title() + "\"");
        }
    }

    private String answerTo(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", balancer.url().getPort())) {
            String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInTheFormOfAllRefusals() throws IOException {
        assertThat(answerToBodyOf(MAX_BODY_BYTES + 1))
                .startsWith("HTTP/1.1 413 ")
                .contains("Content-Type: application/problem+json")
                .contains("\"code\":\"" + ProblemCode.PAYLOAD_TOO_LARGE.wireName() + "\"")
                .contains("\"title\":\"" + ProblemCode.PAYLOAD_TOO_LARGE.title() + "\"")
                .contains("\"status\":413");
    }

    @Test
    void aBodyThatTheApiWouldRefuseItselfReachesIt() throws IOException {
        assertThat(answerToBodyOf(MAX_BODY_BYTES)).startsWith("HTTP/1.1 200 ").endsWith("node");
    }

    /// A body that is refused is not sent.
    private String answerToBodyOf(int bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", balancer.url().getPort())) {
            String head =
                    """
                    POST /x HTTP/1.1\r
                    Host: x\r
                    Connection: close\r
                    Content-Length: %d\r
                    \r
                    """
                            .formatted(bytes);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            if (bytes <= MAX_BODY_BYTES) {
                socket.getOutputStream().write(new byte[bytes]);
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
