package org.chatcluster.deploy.cluster.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Table;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of bad inputs, `bad-inputs.txt`: none of them gives a 5xx, writes a row or shows
/// anything of the inside.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?i)org\\.|java\\.|\\bio\\.|sql|exception|micronaut|netty|jackson|postgres|127\\.0\\.0\\.1");
    private static final Pattern REPEAT = Pattern.compile("\\{(x|ids|nest):(\\d+)}");

    private final TestCluster cluster;
    private final Person alice;
    private final Map<String, String> known;

    BadInputIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);
        JsonNode message = bob.send(chat, "the one message of the chat");
        this.known =
                Map.of(
                        "{chat}", Long.toString(chat),
                        "{group}", Long.toString(alice.group("Group", bob)),
                        "{peer_tag}", bob.user().path("tag").asText(),
                        "{message}", message.path("id").asText(),
                        "{peer}", Long.toString(bob.id()),
                        "{email}", alice.user().path("email").asText(),
                        "{tag}", alice.user().path("tag").asText());
    }

    /// Rows of groups that other tests dissolved may go meanwhile.
    private void assertNothingWrittenSince(Map<String, Long> before) {
        assertThat(cluster.database().rowCounts())
                .hasSameSizeAs(before)
                .allSatisfy((table, rows) ->
                        assertThat(rows).as(table).isLessThanOrEqualTo(before.get(table)));
    }

    static Stream<List<String>> rows() {
        return Table.read(BadInputIT.class, "bad-inputs.txt").rows().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void badInputIsRefusedAndNothingIsWritten(List<String> row) {
        String[] call = row.getFirst().split(" ", 2);
        Map<String, Long> before = cluster.database().rowCounts();

        Answer answer = alice.rest().call(call[0], filled(call[1]), filled(row.get(1)));

        showsNothingOfTheInside(answer);
        if (!row.get(2).equals("no 5xx") || answer.status() >= 400) {
            isAnswered(answer, row.get(2));
            assertNothingWrittenSince(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "image/png"
            })
    void otherContentTypesAreRefused(String contentType) {
        Map<String, Long> before = cluster.database().rowCounts();
        for (String path :
                List.of(
                        "auth/register",
                        "auth/login",
                        "auth/refresh",
                        "chats",
                        "chats/direct",
                        "messages")) {
            Answer answer =
                    alice.rest().with("Content-Type", contentType).post("/api/v1/" + path, "{}");

            assertThat(answer.problem(415)).as(path).isEqualTo("unsupported_media_type");
        }
        assertNothingWrittenSince(before);
    }

    @Test
    void overLargeBodyIsRefused() {
        String body = Json.object("chat_id", 1, "content", "x".repeat(1_100_000));

        Answer answer = alice.post("/api/v1/messages", body);

        assertThat(answer.problem(413)).isEqualTo("payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5_000})
    void overLongIdempotencyKeyIsRefused(int length) {
        Answer answer =
                alice.post("/api/v1/chats/direct", Json.object("user_id", 1), "k".repeat(length));

        assertThat(answer.problem(400)).isEqualTo("bad_request");
        assertThat(
                        alice.post(
                                        "/api/v1/messages",
                                        Json.object("chat_id", 1, "content", "hi"),
                                        "k".repeat(length))
                                .problem(400))
                .isEqualTo("bad_request");
    }

    @Test
    void answerInAnotherFormThanJsonCannotBeHad() {
        Answer answer = alice.rest().with("Accept", "image/png").get("/api/v1/users/me");

        assertThat(answer.status()).isEqualTo(406);
        showsNothingOfTheInside(answer);
    }

    private void isAnswered(Answer answer, String expected) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        String code = answer.problem(answer.status());
        assertThat(code).matches("[a-z_]+");
        if (expected.startsWith("!") || expected.equals("?")) {
            assertThat(answer.status()).as(answer.body()).isIn(400, 422);
            assertThat(answer.fieldsAtFault()).as("errors of %s", answer.body()).isNotEmpty();
            for (String field : expected.substring(1).strip().split(" ", -1)) {
                assertThat(answer.fieldsAtFault())
                        .as("errors of %s", answer.body())
                        .anyMatch(named -> named.startsWith(field));
            }
        } else if (Character.isDigit(expected.charAt(1))) {
            assertThat(answer.status() + " " + code).isEqualTo(expected);
        } else if (answer.status() == 400 || answer.status() == 422) {
            assertThat(answer.fieldsAtFault()).as("errors of %s", answer.body()).isNotEmpty();
        }
    }

    private static void showsNothingOfTheInside(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(INSIDE.matcher(answer.body()).find()).as(answer.body()).isFalse();
        }
    }

    private String filled(String template) {
        String text = template;
        for (Map.Entry<String, String> entry : known.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return REPEAT.matcher(text)
                .replaceAll(match -> repeated(match.group(1), Integer.parseInt(match.group(2))));
    }

    private static String repeated(String what, int times) {
        return switch (what) {
            case "ids" ->
                    LongStream.range(0, times)
                            .mapToObj(i -> Long.toString(900_000_000_000L + i))
                            .collect(Collectors.joining(","));
            case "nest" -> "[".repeat(times) + "]".repeat(times);
            default -> what.repeat(times);
        };
    }
}
