package org.chatcluster.deploy.cluster.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Somebody who is signed in, and where their calls go. Immutable.
///
/// @param rest calls with this person's token
/// @param pair the answer to the registration or login
public record Person(Rest rest, JsonNode pair) {
    /// The password of everyone.
    public static final String PASSWORD = "password123";

    /// Registers somebody with an e-mail address of their own.
    public static Person register(Rest anonymous, String name) {
        String body =
                Json.object(
                        "email",
                        "u" + UUID.randomUUID() + "@example.com",
                        "password",
                        PASSWORD,
                        "display_name",
                        name);
        return signedIn(anonymous, anonymous.post("/api/v1/auth/register", body).as(201));
    }

    /// Returns who got this answer to a registration, login or refresh.
    public static Person signedIn(Rest anonymous, JsonNode pair) {
        String token = pair.path("access_token").asText();
        return new Person(anonymous.with("Authorization", "Bearer " + token), pair);
    }

    /// Returns the same person whose calls go to another node.
    public Person at(URI node) {
        return new Person(rest.at(node), pair);
    }

    public long id() {
        return user().path("id").longValue();
    }

    public JsonNode user() {
        return pair.path("user");
    }

    public String token() {
        return pair.path("access_token").asText();
    }

    public Answer get(String path) {
        return rest.get(path);
    }

    public Answer post(String path, String json) {
        return rest.post(path, json);
    }

    /// Posts under an `Idempotency-Key`.
    public Answer post(String path, String json, String key) {
        return rest.with("Idempotency-Key", key).post(path, json);
    }

    /// Returns the id of the direct chat with somebody.
    public long directChatWith(Person other) {
        return post("/api/v1/chats/direct", Json.object("user_id", other.id()))
                .as(200)
                .path("id")
                .longValue();
    }

    /// Makes a group and returns its id.
    public long group(String title, Person... others) {
        return post(
                        "/api/v1/chats",
                        Json.object(
                                "title",
                                title,
                                "user_ids",
                                Stream.of(others).map(Person::id).toList()))
                .as(201)
                .path("id")
                .longValue();
    }

    /// Sends a text message and returns it.
    public JsonNode send(long chatId, String content) {
        return trySending(chatId, content).as(201);
    }

    /// Sends a text message and returns the answer, whatever it is.
    public Answer trySending(long chatId, String content) {
        return post(
                "/api/v1/messages",
                Json.object("chat_id", chatId, "type", "text", "content", content));
    }

    /// Returns one chat as this person sees it.
    public JsonNode chat(long chatId) {
        return get("/api/v1/chats/" + chatId).as(200);
    }

    /// Opens a socket with the token in the query and waits for `hello`.
    public Socket connect(URI gateway) {
        Socket socket = Socket.open(rest, gateway, "?token=" + token(), Map.of());
        socket.hello();
        return socket;
    }
}
