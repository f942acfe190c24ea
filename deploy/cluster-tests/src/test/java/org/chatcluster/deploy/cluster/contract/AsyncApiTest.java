package org.chatcluster.deploy.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatcluster.common.event.EventType;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.contract.AsyncApi.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/asyncapi.yml` is complete, and what is not as it says is found.
final class AsyncApiTest {
    private static final Path DOCS = Checkout.root().resolve("docs");
    private static final String ADDRESS = "/ws";

    private final String text = read("asyncapi.yml");
    private final AsyncApi document = AsyncApi.of(text);
    private final FrameCheck check = document.checkOf(ADDRESS);

    @Test
    void everyPublishedEventIsThere() {
        assertThat(document.frames(ADDRESS, Sender.SERVER))
                .containsAll(
                        Stream.of(EventType.values())
                                .filter(EventType::isForClients)
                                .map(EventType::wireName)
                                .toList());
    }

    @Test
    void everyEventAndActionOfTheProtocolIsThere() {
        String protocol = read("protocol.md");

        assertThat(document.frames(ADDRESS, Sender.SERVER))
                .containsAll(firstCells(protocol, "### What the server sends"));
        assertThat(document.frames(ADDRESS, Sender.CLIENT))
                .containsAll(firstCells(protocol, "### What the client sends"));
    }

    @Test
    void examplesAreAsTheySay() {
        JsonNode messages = JsonSchemas.yaml(text).path("components").path("messages");

        messages.forEach(message ->
                message.path("examples")
                        .forEach(example -> {
                            JsonNode frame = example.path("payload");
                            assertThat(faults(frame)).as(frame.toString()).contains(List.of());
                        }));
    }

    @Test
    void everyObjectThatTheServerSendsIsClosed() {
        JsonNode components = JsonSchemas.yaml(text).path("components");
        Set<String> names = new TreeSet<>(document.frames(ADDRESS, Sender.SERVER));
        names.addAll(document.frames("/connect", Sender.SERVER));

        components.path("schemas").forEach(AsyncApiTest::checkClosed);
        components
                .path("messages")
                .forEach(message -> {
                    JsonNode fields = message.path("payload").path("properties");
                    boolean isEvent = names.contains(fields.path("event").path("const").asText());
                    boolean isOfMini = fields.path("action").has("const") && fields.has("data");
                    if (isEvent || isOfMini) {
                        checkClosed(message.path("payload"));
                    }
                });
    }

    private static void checkClosed(JsonNode schema) {
        if (schema.has("properties")) {
            assertThat(schema.path("additionalProperties"))
                    .as("additionalProperties of %s", schema)
                    .isEqualTo(BooleanNode.FALSE);
        }
        schema.forEach(AsyncApiTest::checkClosed);
    }

    private List<List<String>> faults(JsonNode frame) {
        return Stream.of(ADDRESS, "/connect")
                .flatMap(address ->
                        Arrays.stream(Sender.values())
                                .map(sender -> document.faults(address, sender, frame)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\": \"pong\", \"data\": {\"ts\": \"2026-01-31T12:00:00.123456Z\"}}",
                "{\"event\": \"behind\", \"data\": {}}",
                "{\"event\": \"chat.deleted\", \"data\": {\"chat_id\": 1}}",
                "{\"event\": \"member.removed\", \"data\": {\"chat_id\": 1, \"user_id\": 2,"
                        + " \"seq\": 4, \"removed_by\": 3}}",
                "{\"event\": \"member.removed\", \"data\": {\"chat_id\": 1, \"user_id\": 2}}",
                "{\"event\": \"message.read\", \"data\": {\"chat_id\": 1, \"user_id\": 2,"
                        + " \"last_read_seq\": 3}}",
                "{\"event\": \"ack\", \"data\": {\"request_id\": \"r\", \"action\": \"resume\","
                        + " \"result\": {\"chats\": {\"1\": 4}}}}"
            })
    void framesAsTheDocumentSaysPass(String frame) {
        check.heard(JsonSchemas.yaml(frame));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\": \"dance\", \"data\": {}}",
                "{\"event\": \"pong\", \"data\": {\"ts\": \"2026-01-31T12:00:00Z\"}}",
                "{\"event\": \"behind\"}",
                "{\"event\": \"behind\", \"data\": {\"more\": 1}}",
                "{\"event\": \"message.read\", \"data\": {\"chat_id\": \"1\", \"user_id\": 2,"
                        + " \"last_read_seq\": 3}}",
                "{\"event\": \"message.created\", \"data\": {\"id\": 1}}",
                "{\"event\": \"chat.deleted\", \"data\": {\"chat_id\": 1, \"seq\": 2, \"title\":"
                        + " \"T\"}}",
                "{\"event\": \"member.added\", \"data\": {\"chat_id\": 1, \"user_ids\": [2]}}",
                "{\"event\": \"member.removed\", \"data\": {\"chat_id\": 1, \"user_id\": 2,"
                        + " \"removed_by\": 3}}",
                "{\"event\": \"member.removed\", \"data\": {\"chat_id\": 1, \"user_id\": 2,"
                        + " \"seq\": 4, \"removed_by\": 3, \"why\": \"\"}}",
                "{\"event\": \"ack\", \"data\": {\"request_id\": \"r\", \"action\": \"read\","
                        + " \"result\": {\"chats\": {\"1\": 4}}}}",
                "{\"event\": \"ack\", \"data\": {\"request_id\": \"r\", \"action\": \"ping\","
                        + " \"result\": {}}}"
            })
    void framesThatAreOtherwiseAreFound(String frame) {
        assertThatThrownBy(() -> check.heard(JsonSchemas.yaml(frame)))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining("a frame of the server on /ws");
    }

    @Test
    void whatTheServerTookMustBeInTheDocument() {
        JsonNode pong =
                JsonSchemas.yaml(
                        """
                        {"event": "pong", "data": {"request_id": 7, "ts": "2026-01-31T12:00:00.123456Z"}}
                        """);

        check.said("{\"action\": \"ping\", \"request_id\": 7}");
        check.heard(pong);
        check.end();
        FrameCheck other = document.checkOf(ADDRESS);
        other.said("{\"action\": \"dance\", \"request_id\": 7}");

        assertThatThrownBy(() -> other.heard(pong))
                .isInstanceOf(ContractBroken.class)
                .hasMessageContaining("what the server took");
    }

    @Test
    void whatTheServerRefusedMayBeAnything() {
        check.said("{\"action\": \"dance\", \"request_id\": 7}");
        check.heard(
                JsonSchemas.yaml(
                        """
                        {"event": "error", "data": {"request_id": 7, "code": "unknown_action", "detail": "no"}}
                        """));
        check.said("nonsense");
        check.heard(
                JsonSchemas.yaml(
                        """
                        {"event": "error", "data": {"code": "bad_frame", "detail": "no"}}
                        """));

        check.end();
    }

    @Test
    void nonsenseThatNobodyRefusedIsFound() {
        check.said("nonsense");

        assertThatThrownBy(check::end).isInstanceOf(ContractBroken.class);
    }

    private static List<String> firstCells(String page, String heading) {
        String section = page.substring(page.indexOf(heading) + heading.length());
        String table = section.substring(0, section.indexOf("\n##"));
        List<String> cells =
                Pattern.compile("^\\| `([a-z._]+)`", Pattern.MULTILINE)
                        .matcher(table)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(cells).as(heading).isNotEmpty();
        return cells;
    }

    private static String read(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
