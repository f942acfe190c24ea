package org.chatcluster.deploy.cluster.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
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
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Secrets;
import org.chatcluster.deploy.cluster.client.Socket;
import org.chatcluster.deploy.cluster.contract.Contract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What `deploy/docker/compose.yaml` promises, with three gateways and two API nodes behind nginx.
/// Skipped where `deploy/docker/verify` has not brought them up.
@EnabledIfEnvironmentVariable(named = Compose.VARIABLE, matches = "http://.+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Compose.VARIABLE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ComposeIT {
    private static final int GATEWAYS = 3;

    private final Compose deployment = Compose.running();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Secrets secrets = new Secrets();
    private final Rest anonymous =
            new Rest(
                    client,
                    secrets,
                    Contract.servedAt(client, deployment.url()),
                    deployment.url(),
                    Map.of());

    @AfterAll
    void closeConnections() {
        client.shutdownNow();
    }

    @Test
    void twoPeopleTalkThroughDifferentGateways() {
        Person alice = register("Alice");
        Person bob = register("Bob");
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
            assertThat(atAlice.getFirst().data()).isEqualTo(sent);
            assertThat(raw(atAlice)).containsExactlyElementsOf(raw(atBob));
            assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(1);
            bob.post("/api/v1/chats/" + chat + "/read", "{\"seq\":2}").as(200);
            aliceSocket.await("message.read", chat, 1);
            assertThat(bob.chat(chat).path("unread_count").intValue()).isZero();
        }
    }

    @Test
    void socketsAreSpreadOverAllGateways() {
        Person person = register("Many");

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
        Person person = register("Moving");
        long chat = person.group("Moving", register("Staying"));

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
        Answer internal = anonymous.get("/internal/revoked-families");
        Answer metrics = anonymous.get("/x/../prometheus");
        Answer health = anonymous.get("/health/readiness");
        Answer root = anonymous.get("/");

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
            anonymous.with("X-Forwarded-For", forged).post("/api/v1/auth/login", login).as(401);
        }

        assertThat(deployment.redisKeys("limit:login-address:*")).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noTokenIsInAnyLog() {
        assertThat(deployment.log(Compose.BALANCER))
                .anyMatch(line -> line.contains("\"path\":\"/ws\""));
        assertThat(secrets.count()).isPositive();
        deployment.assertNotInAnyLog(secrets);
    }

    private Person register(String name) {
        return Person.register(anonymous, name);
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
