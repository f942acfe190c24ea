package org.chatcluster.deploy.cluster.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// The ways into `/ws`, and out of it again when the login ends.
@OnCluster
final class AdmissionIT {
    private final TestCluster cluster;
    private final Person alice;

    AdmissionIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
    }

    @Test
    void helloSaysWhoAndWhere() {
        try (Socket socket = alice.connect(cluster.gateway(2))) {
            JsonNode hello = socket.hello();

            assertThat(socket.frames().getFirst().event()).isEqualTo("hello");
            assertThat(hello.path("user_id").longValue()).isEqualTo(alice.id());
            assertThat(hello.path("session_id").asText()).isNotBlank();
            assertThat(hello.path("node").asText()).isEqualTo("gateway-2");
            assertThat(hello.path("heartbeat_s").intValue()).isPositive();
        }
    }

    @Test
    void authorizationHeaderOpensASocket() {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + alice.token());

        try (Socket socket = Socket.open(alice.rest(), cluster.balancer(), "", headers)) {
            assertThat(socket.hello().path("user_id").longValue()).isEqualTo(alice.id());
        }
    }

    @Test
    void ticketOpensOneSocketOnAnyGateway() {
        JsonNode issued = alice.post("/api/v1/auth/ws-ticket", "").as(200);
        String query = "?ticket=" + issued.path("ticket").asText();

        try (Socket first = open(cluster.gateway(2), query)) {
            long user = first.hello().path("user_id").longValue();
            try (Socket second = open(cluster.gateway(1), query)) {
                assertThat(user).isEqualTo(alice.id());
                assertThat(issued.path("expires_in").intValue()).isEqualTo(30);
                assertThat(second.awaitClose()).isEqualTo(1008);
                assertThat(first.isOpen()).isTrue();
            }
        }
    }

    @Test
    void madeUpTicketOpensNothing() {
        try (Socket socket = open(cluster.gateway(1), "?ticket=madeupmadeupmadeupmadeup")) {
            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void socketWithoutAnyTokenIsClosedWith1008() {
        try (Socket socket = open(cluster.balancer(), "")) {
            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void userIdInTheQueryMustBeTheTokensOwn() {
        String token = "?token=" + alice.token();

        try (Socket own = open(cluster.gateway(1), token + "&userId=" + alice.id());
                Socket foreign = open(cluster.gateway(1), token + "&userId=" + (alice.id() + 1));
                Socket alone = open(cluster.gateway(1), "?userId=" + alice.id())) {
            assertThat(own.hello().path("user_id").longValue()).isEqualTo(alice.id());
            assertThat(foreign.awaitClose()).isEqualTo(1008);
            assertThat(alone.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void refreshGivesANewPairAndAReuseEndsTheLogin() {
        String first = Json.object("refresh_token", alice.pair().path("refresh_token").asText());
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            JsonNode pair = refresh(first, 200);
            String second = Json.object("refresh_token", pair.path("refresh_token").asText());

            String reuse = refresh(first, 401).path("code").asText();
            String afterReuse = refresh(second, 401).path("code").asText();

            assertThat(pair.path("refresh_token").asText())
                    .isNotEqualTo(alice.pair().path("refresh_token").asText());
            assertThat(pair.path("access_token").asText()).isNotBlank();
            assertThat(reuse).isEqualTo("refresh_token_reused");
            assertThat(afterReuse).isIn("refresh_token_invalid", "refresh_token_reused");
            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    @Test
    void logoutClosesTheSocketsOfThatLoginAndNoOther() {
        Person elsewhere = login();
        try (Socket here = alice.connect(cluster.gateway(1));
                Socket there = elsewhere.connect(cluster.gateway(2))) {
            int status = alice.post("/api/v1/auth/logout", "").status();

            int code = here.awaitClose();
            there.pass();
            assertThat(status).isEqualTo(204);
            assertThat(code).isEqualTo(4001);
            assertThat(there.isOpen()).isTrue();
        }
    }

    @Test
    void logoutOfAllClosesEverySocket() {
        Person elsewhere = login();
        try (Socket here = alice.connect(cluster.gateway(1));
                Socket there = elsewhere.connect(cluster.gateway(2))) {
            alice.post("/api/v1/auth/logout?all=true", "");

            assertThat(here.awaitClose()).isEqualTo(4001);
            assertThat(there.awaitClose()).isEqualTo(4001);
        }
    }

    private Person login() {
        String email = alice.user().path("email").asText();
        String body = Json.object("email", email, "password", Person.PASSWORD);
        return Person.signedIn(
                cluster.anonymous(), cluster.anonymous().post("/api/v1/auth/login", body).as(200));
    }

    private JsonNode refresh(String body, int status) {
        return cluster.anonymous().post("/api/v1/auth/refresh", body).as(status);
    }

    private Socket open(URI gateway, String query) {
        return Socket.open(cluster.anonymous(), gateway, query, Map.of());
    }
}
