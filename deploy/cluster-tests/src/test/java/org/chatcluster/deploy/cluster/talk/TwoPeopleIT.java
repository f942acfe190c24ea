package org.chatcluster.deploy.cluster.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The scenario of seeds 003 and 004, step by step through the balancer, with the two people's
/// sockets on different gateways.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoPeopleIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final JsonNode chat;

    TwoPeopleIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = register("alice", "Alice");
        this.bob = register("bob", "Bob");
        this.chat = openDirect(alice, bob).as(200);
    }

    @BeforeAll
    void bothAreRegistered() {
        Shape.LOGIN.check(alice.pair());
        Shape.LOGIN.check(bob.pair());
    }

    @Test
    void registrationAnswersWithTokensThatLiveAtLeastFifteenMinutes() {
        JsonNode pair = alice.pair();

        String claims =
                new String(
                        Base64.getUrlDecoder().decode(alice.token().split("\\.", -1)[1]),
                        StandardCharsets.UTF_8);
        Instant expiry = Instant.ofEpochSecond(Json.parse(claims).path("exp").longValue());
        assertThat(pair.path("expires_in").intValue()).isGreaterThanOrEqualTo(15 * 60);
        assertThat(expiry).isAfter(Instant.now().plus(Duration.ofMinutes(14)));
        assertThat(pair.path("user").path("role").asText()).isEqualTo("user");
        assertThat(pair.path("user").path("tag").asText()).matches("alice\\d*");
    }

    @Test
    void refreshTokensLiveSevenDays() {
        long hours =
                cluster.database()
                        .number(
                                """
                                SELECT extract(epoch FROM max(expires_at) - now()) / 3600
                                  FROM refresh_tokens
                                """);

        assertThat(hours).isBetween(7 * 24 - 1L, 7 * 24L);
    }

    @Test
    void usersMeIsTheAccount() {
        JsonNode me = Shape.ACCOUNT.check(alice.get("/api/v1/users/me").as(200));

        assertThat(me).isEqualTo(alice.user());
    }

    @Test
    void loginGivesTheSameAccount() {
        String email = alice.user().path("email").asText();
        String body = Json.object("email", email, "password", Person.PASSWORD);

        JsonNode pair =
                Shape.LOGIN.check(cluster.anonymous().post("/api/v1/auth/login", body).as(200));

        assertThat(pair.path("user")).isEqualTo(alice.user());
    }

    @Test
    void searchFindsTheTagWithAndWithoutAtSignInAnyCase() {
        String tag = bob.user().path("tag").asText();

        for (String asked :
                List.of(
                        tag,
                        "@" + tag,
                        tag.toUpperCase(Locale.ROOT),
                        "%40" + tag.toUpperCase(Locale.ROOT))) {
            JsonNode found = alice.get("/api/v1/users/search?tag=" + asked).as(200);
            assertThat(Shape.PARTICIPANT.check(found).path("id").longValue()).isEqualTo(bob.id());
        }
        assertThat(alice.get("/api/v1/users/search?tag=nobodyhasthis").problem(404))
                .isEqualTo("not_found");
    }

    @Test
    void directChatIsAnsweredWith200WhenMadeAndWhenThere() {
        JsonNode again = openDirect(alice, bob).as(200);
        JsonNode fromTheOther = openDirect(bob, alice).as(200);

        Shape.CHAT.check(chat);
        Shape.PARTICIPANT.checkAll(chat.path("participants"));
        assertThat(chat.path("title").asText()).isEqualTo("Alice & Bob");
        assertThat(chat.path("is_group").booleanValue()).isFalse();
        assertThat(Json.longs(chat.path("participants"), "id"))
                .containsExactly(alice.id(), bob.id());
        assertThat(again.path("id")).isEqualTo(chat.path("id"));
        assertThat(fromTheOther.path("id")).isEqualTo(chat.path("id"));
        assertThat(fromTheOther.path("title").asText()).isEqualTo("Alice & Bob");
    }

    @Test
    void chatsCarryTheirParticipants() {
        long id = chat.path("id").longValue();

        JsonNode one = Shape.CHAT.check(bob.chat(id));
        JsonNode list = Shape.CHAT.checkAll(bob.get("/api/v1/chats").as(200));

        assertThat(one.path("participants")).isEqualTo(chat.path("participants"));
        assertThat(list.get(0).path("participants")).isEqualTo(chat.path("participants"));
    }

    @Test
    void bothGetTheIdenticalMessageOnDifferentNodes() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2));
                Socket throughBalancer = bob.connect(cluster.balancer())) {
            String body =
                    """
                    {"chat_id": %s, "type": "text", "content": "Hello Bob!"}
                    """
                            .formatted(chat.path("id"));

            JsonNode sent = alice.post("/api/v1/messages", body, key()).as(201);

            Frame aliceFrame = created(aliceSocket, sent);
            Frame bobFrame = created(bobSocket, sent);
            Frame thirdFrame = created(throughBalancer, sent);
            assertThat(aliceSocket.hello().path("node").asText()).isEqualTo("gateway-1");
            assertThat(bobSocket.hello().path("node").asText()).isEqualTo("gateway-2");
            Shape.MESSAGE.check(sent);
            assertThat(sent.path("author_id").longValue()).isEqualTo(alice.id());
            assertThat(sent.path("author_uuid")).isEqualTo(alice.user().path("uuid"));
            assertThat(sent.path("content").asText()).isEqualTo("Hello Bob!");
            assertThat(sent.path("payload").isNull()).isTrue();
            assertThat(aliceFrame.json().properties()).hasSize(2);
            assertThat(aliceFrame.data()).isEqualTo(sent);
            assertThat(List.of(bobFrame.raw(), thirdFrame.raw())).containsOnly(aliceFrame.raw());
        }
    }

    @Test
    void crossOriginHeadersStandOnA401() {
        Answer answer =
                cluster.anonymous()
                        .with("Origin", "http://localhost:5173")
                        .call("HEAD", "/api/v1/chats", "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("access-control-allow-origin")).isIn("*", "http://localhost:5173");
    }

    @Test
    void preflightAllowsWhatTheClientSends() {
        Rest page =
                cluster.anonymous()
                        .with("Origin", "http://localhost:5173")
                        .with("Access-Control-Request-Method", "POST")
                        .with(
                                "Access-Control-Request-Headers",
                                "authorization,content-type,idempotency-key");

        Answer answer = page.call("OPTIONS", "/api/v1/chats/direct", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isIn("*", "http://localhost:5173");
        assertThat(answer.header("access-control-allow-methods")).contains("POST");
        assertThat(String.join(",", answer.headers().allValues("access-control-allow-headers")))
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("content-type")
                .containsIgnoringCase("idempotency-key");
    }

    private Person register(String name, String displayName) {
        String body =
                """
                {"email": "%s-%s@test.com", "password": "password123", "display_name": "%s"}
                """
                        .formatted(name, UUID.randomUUID(), displayName);
        Rest anonymous = cluster.anonymous();
        Answer answer =
                anonymous.with("Idempotency-Key", key()).post("/api/v1/auth/register", body);
        return Person.signedIn(anonymous, answer.as(201));
    }

    private static Answer openDirect(Person caller, Person other) {
        return caller.post("/api/v1/chats/direct", Json.object("user_id", other.id()), key());
    }

    private static Frame created(Socket socket, JsonNode message) {
        return socket.await(
                "message.created",
                frame ->
                        frame.event().equals("message.created")
                                && frame.data().path("id").equals(message.path("id")));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
