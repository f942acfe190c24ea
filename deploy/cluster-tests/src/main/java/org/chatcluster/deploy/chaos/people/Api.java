package org.chatcluster.deploy.chaos.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chatcluster.deploy.client.rest.Account;
import org.chatcluster.deploy.client.rest.HttpRest;
import org.chatcluster.deploy.client.rest.NotNow;
import org.chatcluster.deploy.client.rest.RestAnswer;
import org.chatcluster.deploy.client.stream.Frames;

/// The calls that set the stage and those that look at the end. Calls are repeated until the API
/// has answered.
public record Api(HttpClient http, URI origin) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int MOST_TRIES = 100;
    private static final String PASSWORD = "password123";

    Person register(String name) {
        String email = "u" + UUID.randomUUID() + "@example.com";
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("email", email).put("password", PASSWORD).put("display_name", name);
        JsonNode pair = post("", "/api/v1/auth/register", body).body();
        return new Person(
                new Account(email, PASSWORD),
                pair.path("user").path("id").longValue(),
                pair.path("access_token").asText(),
                Set.of());
    }

    long direct(Person one, Person other) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("user_id", other.id());
        return post(one.token(), "/api/v1/chats/direct", body).body().path("id").longValue();
    }

    long group(String title, List<Person> members) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("title", title);
        var ids = body.putArray("user_ids");
        members.stream().skip(1).forEach(member -> ids.add(member.id()));
        return post(members.getFirst().token(), "/api/v1/chats", body)
                .body()
                .path("id")
                .longValue();
    }

    /// Revokes the family of a token.
    public void logOut(String token) {
        post(token, "/api/v1/auth/logout", JsonNodeFactory.instance.objectNode());
    }

    /// Returns the AsyncAPI document.
    String frames() {
        return text("", "/asyncapi.yml");
    }

    /// Returns the unread count of every chat, of the first page.
    Map<Long, Long> unread(String token) {
        Map<Long, Long> counts = new HashMap<>();
        for (JsonNode chat : get(token, "/api/v1/chats?limit=200")) {
            counts.put(chat.path("id").longValue(), chat.path("unread_count").longValue());
        }
        return counts;
    }

    /// A logout whose first answer was lost is answered with 401, and has been done.
    private RestAnswer post(String token, String path, ObjectNode body) {
        Map<String, String> headers =
                token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
        for (int tries = 1; ; tries++) {
            try {
                RestAnswer answer = new HttpRest(http, origin).post(path, body, headers);
                if (answer.isSuccess() || (tries > 1 && answer.isUnauthorized())) {
                    return answer;
                }
                if (!answer.isForNow() || tries == MOST_TRIES) {
                    throw new IllegalStateException(path + " was answered with " + answer.code());
                }
            } catch (NotNow notNow) {
                if (tries == MOST_TRIES) {
                    throw notNow;
                }
            }
            pause();
        }
    }

    private JsonNode get(String token, String path) {
        return Frames.parse(text(token, path));
    }

    private String text(String token, String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(origin.resolve(path)).timeout(LIMIT);
        HttpRequest request =
                (token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token))
                        .build();
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException(path + ": status " + answer.statusCode());
                }
            } catch (IOException failed) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException(path, failed);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
