package org.chatcluster.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));

    @BeforeAll
    void firstPersonIsUserOne() {
        Reply reply = node.rest().register("Alice");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.field("user.id")).isEqualTo("1");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void registrationLogsIn() {
        Reply reply =
                node.rest()
                        .post(
                                "/api/v1/auth/register",
                                """
                                {"email": " John@Test.com ", "password": "password123",
                                 "display_name": " John Doe "}
                                """);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.field("token_type")).isEqualTo("bearer");
        assertThat(reply.field("expires_in")).isEqualTo("900");
        assertThat(reply.field("refresh_token")).hasSize(43);
        assertThat(reply.field("user.email")).isEqualTo("john@test.com");
        assertThat(reply.field("user.display_name")).isEqualTo("John Doe");
        assertThat(reply.field("user.tag")).isEqualTo("johndoe");
        assertThat(reply.field("user.role")).isEqualTo("user");
        assertThat(reply.field("user.avatar_url")).isEqualTo("null");
        assertThat(reply.field("user.created_at")).matches(TIME);
        assertThat(reply.field("user.uuid")).hasSize(36);
    }

    @Test
    void ownAccountHasTheShapeOfTheSeed() {
        Reply login = node.rest().login("alice@test.com", "password123");

        Reply me = node.rest().get("/api/v1/users/me", login.bearer());

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text())
                .matches(
                        "\\{\"id\":1,\"uuid\":\"[0-9a-f-]{36}\",\"email\":\"alice@test.com\","
                                + "\"display_name\":\"Alice\",\"tag\":\"alice\",\"avatar_url\":null,"
                                + "\"role\":\"user\",\"created_at\":\""
                                + TIME
                                + "\"}");
    }

    @Test
    void emailIsTakenOnceWhateverItsCase() {
        Reply reply =
                node.rest()
                        .post(
                                "/api/v1/auth/register",
                                """
                                {"email": "ALICE@test.com", "password": "password123",
                                 "display_name": "Other"}
                                """);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.field("code")).isEqualTo("email_taken");
    }

    @Test
    void givenTagIsTakenOnce() {
        String body =
                """
                {"email": "%s@test.com", "password": "password123", "display_name": "T",
                 "tag": "@Unique77"}
                """;

        Reply first = node.rest().post("/api/v1/auth/register", body.formatted("t1"));
        Reply second = node.rest().post("/api/v1/auth/register", body.formatted("t2"));

        assertThat(first.field("user.tag")).isEqualTo("unique77");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("code")).isEqualTo("tag_taken");
    }

    @Test
    void peopleOfOneNameGetDifferentTags() throws Exception {
        String body =
                """
                {"email": "vasya%d@test.com", "password": "password123", "display_name": "Вася Щукин"}
                """;

        List<Reply> replies =
                together(8, i -> node.rest().post("/api/v1/auth/register", body.formatted(i)));

        Set<String> tags = new HashSet<>();
        replies.forEach(reply -> tags.add(reply.field("user.tag")));
        assertThat(tags).hasSize(8).contains("vasiashchukin").allMatch(t -> t.length() <= 32);
    }

    @Test
    void demoAccountsLogInByTag() {
        Reply admin = node.rest().login("admin", "admin123");
        Reply anna = node.rest().login("@Anna", "demo12345");

        assertThat(admin.status()).isEqualTo(200);
        assertThat(admin.field("user.role")).isEqualTo("admin");
        assertThat(admin.field("user.id")).isEqualTo("9007199254740001");
        assertThat(admin.field("user.email")).isEqualTo("admin@example.com");
        assertThat(anna.status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordAndUnknownAccountLookAlike() {
        Reply wrong = node.rest().login("alice@test.com", "password124");
        Reply unknown = node.rest().login("nobody@test.com", "password123");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.field("code")).isEqualTo("bad_credentials");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void searchFindsByTagAndHidesTheEmailOfStrangers() {
        Reply login = node.rest().register("Searcher");
        Reply admin = node.rest().login("admin", "admin123");

        Reply found = node.rest().get("/api/v1/users/search?tag=@ALICE", login.bearer());
        Reply forAdmin = node.rest().get("/api/v1/users/search?tag=alice", admin.bearer());
        Reply self = node.rest().get("/api/v1/users/search?tag=searcher", login.bearer());
        Reply nobody = node.rest().get("/api/v1/users/search?tag=alic", login.bearer());

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text())
                .matches(
                        "\\{\"id\":1,\"uuid\":\"[0-9a-f-]{36}\",\"email\":null,"
                                + "\"display_name\":\"Alice\",\"tag\":\"alice\",\"avatar_url\":null,"
                                + "\"created_at\":\""
                                + TIME
                                + "\"}");
        assertThat(forAdmin.field("email")).isEqualTo("alice@test.com");
        assertThat(self.field("email")).isEqualTo("searcher@test.com");
        assertThat(nobody.status()).isEqualTo(404);
    }

    @Test
    void peopleWhoShareAChatSeeEachOthersEmail() {
        Reply one = node.rest().register("Sharer");
        Reply two = node.rest().register("Sharee");
        String body = "{\"user_id\": " + two.field("user.id") + "}";

        Reply before = node.rest().get("/api/v1/users/search?tag=sharee", one.bearer());
        Reply chat = node.rest().post("/api/v1/chats/direct", body, one.bearer());
        Reply after = node.rest().get("/api/v1/users/search?tag=sharee", one.bearer());

        assertThat(before.field("email")).isEqualTo("null");
        assertThat(chat.status()).isEqualTo(200);
        assertThat(after.field("email")).isEqualTo("sharee@test.com");
    }

    @Test
    void twentyIdenticalParallelRegistrationsMakeOneRow() throws Exception {
        List<Reply> replies =
                together(20, _ -> node.rest().register("Twin", "Idempotency-Key", "twin-key"));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(replies.stream().map(Reply::text).distinct()).hasSize(1);
        assertThat(node.rest().register("Twin").field("code")).isEqualTo("email_taken");
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        node.rest().register("Keyed", "Idempotency-Key", "one-key");

        Reply other = node.rest().register("Keyed2", "Idempotency-Key", "one-key");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.field("code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void refusedCallIsNotRemembered() {
        Reply refused = node.rest().register("Alice", "Idempotency-Key", "again");
        Reply taken = node.rest().register("Fresh", "Idempotency-Key", "again");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(taken.status()).isEqualTo(201);
    }

    @Test
    void waveOfLoginsLeavesRoomForOthers() throws Exception {
        Reply login = node.rest().login("alice@test.com", "password123");

        List<Reply> others =
                together(
                        110,
                        i ->
                                i < 100
                                        ? node.rest().login("wave" + i + "@test.com", "password123")
                                        : node.rest().get("/api/v1/users/me", login.bearer()));

        assertThat(others.subList(100, 110)).allMatch(reply -> reply.status() == 200);
        assertThat(others.subList(0, 100))
                .allMatch(reply -> reply.status() == 401 || reply.status() == 503);
    }

    private interface Numbered {
        Reply call(int number);
    }

    private static List<Reply> together(int count, Numbered call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> calls =
                    IntStream.range(0, count)
                            .<Callable<Reply>>mapToObj(i -> () -> call.call(i))
                            .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
