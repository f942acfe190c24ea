package org.chatcluster.deploy.cluster.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Twenty identical calls at once, over both API nodes, make one row, one event and one answer.
@OnCluster
final class IdempotencyIT {
    private static final int CALLS = 20;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;
    private final String key = UUID.randomUUID().toString();

    IdempotencyIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
    }

    @Test
    void sendsWithOneKeyAreOneMessage() {
        String body = Json.object("chat_id", chat, "content", "under one and the same key");

        isOneMessage(i -> at(i).post("/api/v1/messages", body, key));
    }

    @Test
    void sendsWithOneClientIdAreOneMessage() {
        String body =
                Json.object(
                        "chat_id",
                        chat,
                        "content",
                        "of one and the same client id",
                        "client_id",
                        key);

        isOneMessage(i -> at(i).post("/api/v1/messages", body));
    }

    @Test
    void sendsWithOneKeyAndOneClientIdAreOneMessage() {
        String body =
                Json.object(
                        "chat_id", chat, "content", "of one client id and key", "client_id", key);

        isOneMessage(i -> at(i).post("/api/v1/messages", body, key));
    }

    @Test
    void keyIsRefusedForAnotherMessage() {
        String first = Json.object("chat_id", chat, "content", "the first of its key");
        String other = Json.object("chat_id", chat, "content", "the second of its key");
        alice.post("/api/v1/messages", first, key).as(201);

        assertThat(alice.post("/api/v1/messages", other, key).problem(422))
                .isEqualTo("idempotency_key_reused");
        assertThat(
                        alice.post(
                                        "/api/v1/chats",
                                        Json.object("title", "G", "user_ids", List.of()),
                                        key)
                                .problem(422))
                .isEqualTo("idempotency_key_reused");
        assertThat(alice.chat(chat).path("seq").longValue()).isEqualTo(1);
    }

    @Test
    void keyOfOnePersonIsNothingToAnother() {
        String body = Json.object("chat_id", chat, "content", "the same words of two people");

        alice.post("/api/v1/messages", body, key).as(201);
        bob.post("/api/v1/messages", body, key).as(201);

        assertThat(alice.chat(chat).path("seq").longValue()).isEqualTo(2);
    }

    @Test
    void refusedCallDoesNotUseUpItsKey() {
        alice.post("/api/v1/messages", Json.object("chat_id", chat, "content", " "), key);

        String good = Json.object("chat_id", chat, "content", "the corrected message");
        alice.post("/api/v1/messages", good, key).as(201);
    }

    @Test
    void groupsWithOneKeyAreOneGroup() {
        String body = Json.object("title", "Once", "user_ids", List.of(bob.id()));
        try (Socket socket = bob.connect(cluster.gateway(2))) {
            List<Answer> answers =
                    Parallel.times(CALLS, i -> at(i).post("/api/v1/chats", body, key));

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
            alice.send(answers.getFirst().json().path("id").longValue(), "after the group");
            socket.await("message.created");
            assertThat(socket.frames(frame -> frame.event().equals("chat.created"))).hasSize(1);
        }
    }

    @Test
    void registrationsWithOneKeyAreOneAccount() {
        String email = "once-" + UUID.randomUUID() + "@example.com";
        String body = registration(email, "password123");
        Rest rest = cluster.anonymous().with("Idempotency-Key", key);

        List<Answer> answers =
                Parallel.times(
                        CALLS,
                        i -> rest.at(cluster.api(1 + i % 2)).post("/api/v1/auth/register", body));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
        assertThat(cluster.database().number("SELECT count(*) FROM users WHERE email = ?", email))
                .isEqualTo(1);
    }

    @Test
    void registrationUnderAUsedKeyWithAnotherPasswordGetsNoTokens() {
        String email = "stolen-" + UUID.randomUUID() + "@example.com";
        Rest rest = cluster.anonymous().with("Idempotency-Key", key);
        rest.post("/api/v1/auth/register", registration(email, "password123")).as(201);

        Answer answer = rest.post("/api/v1/auth/register", registration(email, "password124"));

        assertThat(answer.status()).isIn(409, 422);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void registrationsOfOneAddressWithoutAKeyAreOneAccount() {
        String body = registration("race-" + UUID.randomUUID() + "@example.com", "password123");

        List<Answer> answers =
                Parallel.times(
                        8,
                        i ->
                                cluster.anonymous()
                                        .at(cluster.api(1 + i % 2))
                                        .post("/api/v1/auth/register", body));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> assertThat(answer.problem(409)).isEqualTo("email_taken"));
    }

    private void isOneMessage(IntFunction<Answer> send) {
        try (Socket socket = bob.connect(cluster.gateway(2))) {
            List<Answer> answers = Parallel.times(CALLS, send);
            alice.send(chat, "a message that comes after");

            socket.await(
                    "a later message",
                    frame -> frame.is("message.created", chat) && frame.seq() == 2);
            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
            assertThat(socket.frames("message.created", chat)).hasSize(2);
            assertThat(bob.chat(chat).path("seq").longValue()).isEqualTo(2);
        }
    }

    private Person at(int call) {
        return alice.at(cluster.api(1 + call % 2));
    }

    private static String registration(String email, String password) {
        return Json.object("email", email, "password", password, "display_name", "Once");
    }
}
