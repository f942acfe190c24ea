package org.chatcluster.deploy.standalone.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.chatcluster.common.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BalancerIT {
    private static final Balancer.Limits LIMITS =
            new Balancer.Limits(
                    1_000, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(100));

    private final EchoNode api1 = new EchoNode("api-1");
    private final EchoNode api2 = new EchoNode("api-2");
    private final EchoNode gateway1 = new EchoNode("gateway-1");
    private final EchoNode gateway2 = new EchoNode("gateway-2");
    private final Balancer balancer =
            Balancer.start(
                    0,
                    List.of(api1.url(), api2.url()),
                    List.of(gateway1.url(), gateway2.url()),
                    LIMITS);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        balancer.close();
        List.of(api1, api2, gateway1, gateway2).forEach(EchoNode::close);
        http.shutdownNow();
    }

    @Test
    void pathsLeadToTheirKindOfNode() throws Exception {
        assertThat(get("/api/v1/chats").body()).startsWith("api-");
        assertThat(get("/wsx").body()).startsWith("api-");
        assertThat(get("/connect").body()).startsWith("gateway-");
        assertThat(get("/").statusCode()).isEqualTo(302);
        assertThat(get("/").headers().firstValue("Location")).hasValue("/docs");
    }

    @Test
    void newWebSocketsAreSpreadEvenly() {
        List<Echo> echoes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            echoes.add(open());
        }

        echoes.forEach(echo -> assertThat(echo.ask("x")).endsWith(":x"));
        assertThat(gateway1.sockets()).isEqualTo(20);
        assertThat(gateway2.sockets()).isEqualTo(20);
    }

    @Test
    void aWebSocketOutlivesEveryLimitOfRequests() {
        Echo echo = open();

        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1_900))
                .until(() -> echo.ask("still there").endsWith("still there"));
    }

    @Test
    void whatAClientSaysOfItsOriginIsReplaced() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(balancer.url().resolve("/headers"))
                        .header("X-Forwarded-For", "1.2.3.4")
                        .header("X-Forwarded-Proto", "gopher")
                        .header("X-Forwarded-Prefix", "/evil")
                        .header("Forwarded", "for=1.2.3.4")
                        .header("X-Real-IP", "1.2.3.4")
                        .build();

        String headers = http.send(request, HttpResponse.BodyHandlers.ofString()).body();

        assertThat(headers)
                .contains("X-Forwarded-For: 127.0.0.1\n", "X-Forwarded-Proto: http\n")
                .doesNotContain("1.2.3.4", "gopher", "evil");
    }

    @Test
    void aDeadNodeIsNotUsed() throws Exception {
        api1.close();

        for (int i = 0; i < 20; i++) {
            assertThat(get("/x").body()).isEqualTo("api-2");
        }
    }

    @Test
    void aDrainingNodeGetsNothingNewAndKeepsItsSockets() {
        List<Echo> echoes = List.of(open(), open());

        gateway1.drain();
        await().untilAsserted(() -> {
            assertThat(get("/connect").body()).isEqualTo("gateway-2");
            assertThat(get("/connect").body()).isEqualTo("gateway-2");
        });

        assertThat(echoes.stream().map(echo -> echo.ask("x")))
                .containsExactlyInAnyOrder("gateway-1:x", "gateway-2:x");
    }

    @Test
    void aNodeThatDiesInTheMiddleOfARequestIsAnsweredFor() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(post("/hang"), HttpResponse.BodyHandlers.ofString());
        CompletableFuture<HttpResponse<String>> other =
                http.sendAsync(post("/hang"), HttpResponse.BodyHandlers.ofString());
        api1.awaitHanging();
        api2.awaitHanging();

        api1.close();
        api2.close();

        assertIsRefusal(answer.get(10, TimeUnit.SECONDS));
        assertIsRefusal(other.get(10, TimeUnit.SECONDS));
        await().untilAsserted(() -> assertIsRefusal(get("/x")));
    }

    @Test
    void aRequestThatTakesTooLongIsGivenUpAndItsTokenNotLogged() throws Exception {
        var logged = new LinkedBlockingQueue<String>();
        Logger logger = Logger.getLogger("io.undertow");
        Handler handler = new LogLines(logged);
        logger.addHandler(handler);

        assertIsRefusal(
                http.send(post("/hang?token=secret"), HttpResponse.BodyHandlers.ofString()));

        logger.removeHandler(handler);
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aRefusalOfANodePassesAsItIs() throws Exception {
        HttpResponse<String> refused = get("/refused");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(refused.body()).isEqualTo("busy");
    }

    private static void assertIsRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isBetween(502, 504);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("\"code\":\"" + ProblemCode.UNAVAILABLE.wireName() + "\"")
                .contains("\"title\":\"" + ProblemCode.UNAVAILABLE.title() + "\"")
                .contains("\"status\":" + answer.statusCode());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(balancer.url().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest post(String path) {
        return HttpRequest.newBuilder(balancer.url().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    private Echo open() {
        Echo echo = new Echo();
        URI url = URI.create(balancer.url().toString().replace("http", "ws") + "/ws?token=secret");
        echo.socket = http.newWebSocketBuilder().buildAsync(url, echo).join();
        return echo;
    }

    /// The client's end of a WebSocket.
    private static final class Echo implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        private @Nullable WebSocket socket;

        String ask(String text) {
            Objects.requireNonNull(socket).sendText(text, true).join();
            try {
                return String.valueOf(received.poll(10, TimeUnit.SECONDS));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            received.add(data.toString());
            from.request(1);
            return null;
        }
    }

    /// Keeps what is logged.
    private static final class LogLines extends Handler {
        private final Queue<String> lines;

        LogLines(Queue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord logRecord) {
            lines.add(new SimpleFormatter().format(logRecord));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
