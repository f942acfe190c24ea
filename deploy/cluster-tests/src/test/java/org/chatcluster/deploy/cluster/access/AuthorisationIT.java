package org.chatcluster.deploy.cluster.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Table;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Every endpoint for every kind of caller; the table is `authorisation.txt`. An endpoint of the
/// OpenAPI document that is not in it fails the build.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorisationIT {
    private static final String THUMB = "%F0%9F%91%8D";
    private static final Table TABLE = Table.read(AuthorisationIT.class, "authorisation.txt");

    private final TestCluster cluster;
    private final Person creator;
    private final Person member;
    private final Map<String, Rest> callers;
    private final long chat;
    private final Person peer;

    AuthorisationIT(TestCluster cluster) {
        this.cluster = cluster;
        this.creator = cluster.register("Creator");
        this.member = cluster.register("Member");
        this.peer = cluster.register("Peer");
        this.chat = creator.group("Matrix", member);
        creator.send(chat, "the first message");
        this.callers =
                Map.of(
                        "anonymous", cluster.anonymous(),
                        "stranger", cluster.register("Stranger").rest(),
                        "member", member.rest(),
                        "creator", creator.rest(),
                        "admin", cluster.admin().rest());
    }

    static Stream<List<String>> rows() {
        return TABLE.rows().stream().skip(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void callersGetWhatTheTableSays(List<String> row) {
        List<String> roles = TABLE.rows().getFirst();
        SoftAssertions softly = new SoftAssertions();

        for (int column = 1; column < row.size(); column++) {
            Answer answer =
                    call(
                            callers.getOrDefault(roles.get(column), cluster.anonymous()),
                            row.getFirst());
            softly.assertThat(answer.status())
                    .as("%s as %s: %s", row.getFirst(), roles.get(column), answer.body())
                    .isEqualTo(Integer.parseInt(row.get(column)));
        }

        softly.assertAll();
    }

    @Test
    void tableHasEveryEndpointOfTheOpenApiDocument() {
        String document = cluster.anonymous().get("/openapi.yml").body();
        Map<String, Map<String, Map<String, Object>>> openApi =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
        List<String> endpoints =
                openApi.getOrDefault("paths", Map.of()).entrySet().stream()
                        .flatMap(path ->
                                path.getValue().keySet().stream()
                                        .map(verb ->
                                                verb.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey()))
                        .toList();

        assertThat(rows().map(List::getFirst)).containsAll(endpoints).doesNotHaveDuplicates();
        assertThat(endpoints)
                .containsAll(
                        rows().map(List::getFirst)
                                .filter(call -> call.contains(" /api/v1/"))
                                .collect(Collectors.toList()));
    }

    private Answer call(Rest caller, String call) {
        String[] verbAndPath = call.split(" ", 2);
        String path =
                verbAndPath[1]
                        .replace("{id}", idFor(call))
                        .replace("{userId}", Long.toString(creator.id()))
                        .replace("{emoji}", THUMB);
        String body = bodies().getOrDefault(call, () -> messageBody(call)).get();
        return caller.call(verbAndPath[0], path + query(call), body);
    }

    private String query(String call) {
        return switch (call) {
            case "GET /api/v1/users/search" -> "?tag=" + peer.user().path("tag").asText();
            case "GET /api/v1/users" -> "?query=peer";
            case "GET /api/v1/users/presence" -> "?ids=" + peer.id();
            default -> "";
        };
    }

    /// Returns the chat's id, for calls that name a user one that nobody has, and for calls that
    /// name a message that of a new one of the member's.
    private String idFor(String call) {
        if (call.contains("/messages/{id}")) {
            return member.send(chat, "to be changed").path("id").asText();
        }
        return call.contains("/users/{id}") ? "900000000000" : Long.toString(chat);
    }

    private String messageBody(String call) {
        return switch (call) {
            case "PATCH /api/v1/messages/{id}" -> Json.object("content", "it is changed");
            case "PATCH /api/v1/users/me/presence" -> Json.object("hidden", false);
            case "POST /api/v1/messages/{id}/forward" -> Json.object("chat_ids", List.of(chat));
            default -> miniBody(call);
        };
    }

    private Map<String, Supplier<String>> bodies() {
        Map<String, Supplier<String>> all = new HashMap<>(peopleBodies());
        all.putAll(otherBodies());
        return all;
    }

    private Map<String, Supplier<String>> peopleBodies() {
        Supplier<String> name = () -> Json.object("display_name", "Matrix");
        return Map.of(
                "POST /api/v1/chats/{id}/members",
                () -> Json.object("user_ids", List.of(creator.id())),
                "PUT /api/v1/chats/{id}/members/{userId}",
                () -> Json.object("role", "admin"),
                "PATCH /api/v1/chats/{id}",
                () -> Json.object("title", "Matrix"),
                "PATCH /api/v1/chats/{id}/me",
                () -> Json.object("pinned", true),
                "PATCH /api/v1/users/me",
                name,
                "PUT /api/v1/users/{id}",
                name,
                "PUT /api/users/{id}",
                name);
    }

    private Map<String, Supplier<String>> otherBodies() {
        return Map.of(
                "POST /api/v1/sync",
                () -> "{\"chats\": {}}",
                "PUT /api/v1/users/me/password",
                () ->
                        Json.object(
                                "current_password",
                                "not the password",
                                "new_password",
                                "another-password"),
                "POST /api/v1/chats",
                () -> Json.object("title", "Another", "user_ids", List.of(peer.id())),
                "POST /api/v1/chats/direct",
                () -> Json.object("user_id", peer.id()),
                "POST /api/v1/chats/{id}/read",
                () -> Json.object("seq", 1),
                "POST /api/v1/messages",
                () -> Json.object("chat_id", chat, "content", "one more message"),
                "POST /api/v1/auth/register",
                () ->
                        Json.object(
                                "email",
                                "m" + UUID.randomUUID() + "@example.com",
                                "password",
                                Person.PASSWORD,
                                "display_name",
                                "Matrix"),
                "POST /api/v1/auth/login",
                this::credentials,
                "POST /api/v1/auth/refresh",
                () -> Json.object("refresh_token", freshRefreshToken()));
    }

    /// Returns the body of a call of the mini-application; empty for any other.
    private String miniBody(String call) {
        return switch (call) {
            case "POST /register" ->
                    Json.object(
                            "name",
                            "Matrix",
                            "email",
                            "m" + UUID.randomUUID() + "@example.com",
                            "password",
                            Person.PASSWORD);
            case "POST /login" -> credentials();
            default -> "";
        };
    }

    private String credentials() {
        return Json.object(
                "email", peer.user().path("email").asText(), "password", Person.PASSWORD);
    }

    private String freshRefreshToken() {
        return cluster.anonymous()
                .post("/api/v1/auth/login", credentials())
                .as(200)
                .path("refresh_token")
                .asText();
    }
}
