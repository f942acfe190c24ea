package org.chatcluster.deploy.cluster.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.OneTry;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What `deploy/docker/compose.yaml` promises.
@OnCompose
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ComposeIT {
    private static final int GATEWAYS = 3;

    private final Compose deployment = Compose.running();

    @AutoClose private final Visitors visitors = new Visitors(deployment);

    @Test
    void twoPeopleTalkThroughDifferentGateways() {
        Person alice = visitors.register("Alice");
        Person bob = visitors.register("Bob");
        long chat = alice.directChatWith(bob);
        try (Socket aliceSocket = alice.connect(deployment.url());
                Socket bobSocket = connectElsewhere(bob, node(aliceSocket))) {
            JsonNode sent = alice.send(chat, "Hello Bob!");
            Frame answer =
                    bobSocket.ask(
                            "answer",
                            Json.object(
                                    "action",
                                    "send_message",
                                    "request_id",
                                    "answer",
                                    "chat_id",
                                    chat,
                                    "content",
                                    "Hello Alice!",
                                    "client_id",
                                    UUID.randomUUID().toString()));

            assertThat(answer.event()).as(answer.raw()).isEqualTo("ack");
            List<Frame> atAlice = aliceSocket.await("message.created", chat, 2);
            List<Frame> atBob = bobSocket.await("message.created", chat, 2);
            // Two API nodes may have published them.
            assertThat(atAlice).extracting(Frame::data).contains(sent);
            assertThat(raw(atAlice)).containsExactlyInAnyOrderElementsOf(raw(atBob));
            assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(1);
            bob.post("/api/v1/chats/" + chat + "/read", "{\"seq\":2}").as(200);
            aliceSocket.await("message.read", chat, 1);
            assertThat(bob.chat(chat).path("unread_count").intValue()).isZero();
        }
    }

    @Test
    void socketsAreSpreadOverAllGateways() {
        Person person = visitors.register("Many");

        Map<String, Long> perNode =
                connected(person, 60).stream()
                        .collect(
                                Collectors.groupingBy(
                                        ComposeIT::node, TreeMap::new, Collectors.counting()));

        assertThat(perNode.keySet()).isEqualTo(nodes());
        assertThat(perNode.values()).allSatisfy(count -> assertThat(count).isGreaterThan(4));
    }

    @Test
    void newGatewaysAreFoundAndOneThatGoesSendsItsSocketsAway() {
        Person person = visitors.register("Moving");
        long chat = person.group("Moving", visitors.register("Staying"));

        deployment.scale(Compose.GATEWAY, GATEWAYS + 1);
        Set<String> four = nodes();
        List<Socket> sockets = new ArrayList<>();
        Awaiting.upToSeconds(20)
                .until(() -> {
                    sockets.add(person.connect(deployment.url()));
                    return nodesOf(sockets).equals(four);
                });
        deployment.scale(Compose.GATEWAY, GATEWAYS);
        Set<String> three = nodes();
        person.send(chat, "after the move");

        for (Socket socket : sockets) {
            if (three.contains(node(socket))) {
                socket.await("message.created", chat, 1);
            } else {
                assertThat(socket.awaitClose()).isEqualTo(1012);
            }
            socket.close();
        }
        assertThat(nodesOf(connected(person, 20))).isSubsetOf(three);
    }

    @Test
    void balancerRefusesAsTheContractSays() {
        Answer internal = visitors.anonymous().get("/internal/revoked-families");
        Answer metrics = visitors.anonymous().get("/x/../prometheus");
        Answer health = visitors.anonymous().get("/health/readiness");
        Answer root = visitors.anonymous().get("/");

        assertThat(internal.problem(404)).isEqualTo("not_found");
        assertThat(metrics.problem(404)).isEqualTo("not_found");
        assertThat(health.problem(404)).isEqualTo("not_found");
        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("location")).isEqualTo("/docs");
    }

    /// The limits on logins know one address, that from which all of this comes.
    @Test
    void clientCannotChooseItsAddress() {
        String login = Json.object("email", "nobody", "password", "password123");

        for (String forged : List.of("203.0.113.7", "203.0.113.8")) {
            visitors.anonymous()
                    .with("X-Forwarded-For", forged)
                    .post("/api/v1/auth/login", login)
                    .as(401);
        }

        assertThat(deployment.redisKeys("limit:login-address:*")).hasSize(1);
    }

    @OneTry
    @Test
    @Order(Integer.MAX_VALUE)
    void noTokenIsInAnyLog() {
        assertThat(deployment.log(Compose.BALANCER))
                .anyMatch(line -> line.contains("\"path\":\"/ws\""));
        assertThat(visitors.secrets().count()).isPositive();
        deployment.assertNotInAnyLog(visitors.secrets());
    }

    private Socket connectElsewhere(Person person, String node) {
        List<Socket> others = new ArrayList<>();
        try {
            while (true) {
                Socket socket = person.connect(deployment.url());
                if (!node(socket).equals(node)) {
                    return socket;
                }
                others.add(socket);
                assertThat(others).as("sockets that all went to %s", node).hasSizeLessThan(50);
            }
        } finally {
            others.forEach(Socket::close);
        }
    }

    /// Returns sockets that are closed again.
    private List<Socket> connected(Person person, int count) {
        Supplier<Socket> open = () -> person.connect(deployment.url());
        List<Socket> sockets = Stream.generate(open).limit(count).toList();
        sockets.forEach(Socket::close);
        return sockets;
    }

    private Set<String> nodes() {
        return deployment.containers(Compose.GATEWAY).stream()
                .map(Compose::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> nodesOf(List<Socket> sockets) {
        return sockets.stream().map(ComposeIT::node).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String node(Socket socket) {
        return socket.hello().path("node").asText();
    }

    private static List<String> raw(List<Frame> frames) {
        return frames.stream().map(Frame::raw).toList();
    }
}
