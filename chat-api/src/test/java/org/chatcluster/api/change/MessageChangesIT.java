package org.chatcluster.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What changes a message, how it is counted and told, against a real PostgreSQL and Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageChangesIT {
    private static final String THUMB = "%F0%9F%91%8D";
    private static final String THUMB_IN_JSON = "\\uD83D\\uDC4D";
    private static final String HEART = "%E2%9D%A4%EF%B8%8F";

    private final NodeWithChats chats = new NodeWithChats();
    private Reply alice;
    private Reply bob;
    private Reply carol;

    @BeforeAll
    void register() {
        alice = chats.node().rest().register("Alice");
        bob = chats.node().rest().register("Bob");
        carol = chats.node().rest().register("Carol");
    }

    @AfterAll
    void stop() {
        chats.close();
    }

    @Test
    void editTakesASeqIsToldAndKeepsWhatItSaidBefore() {
        long chat = chats.group(alice, bob);
        String id = chats.send(alice, chat, "first").field("id");
        chats.send(bob, chat, "second");

        try (Channel channel = new Channel(Long.parseLong(bob.field("user.id")))) {
            Reply edited = edit(alice, id, "first, edited");
            edit(alice, id, "first, edited");
            edit(alice, id, "edited twice");

            assertThat(edited.status()).isEqualTo(200);
            assertThat(edited.field("change_seq")).isEqualTo("3");
            assertThat(edited.field("seq")).isEqualTo("1");
            assertThat(edited.field("edited_at")).isNotEqualTo("null");
            assertThat(edited.field("content")).isEqualTo("first, edited");
            await().until(() -> channel.payloads().size() == 2);
            ByteBuffer payload = ByteBuffer.wrap(channel.payloads().getFirst());
            EventHeader header = EventHeader.readFrom(payload);
            assertThat(header)
                    .isEqualTo(
                            new EventHeader(
                                    EventType.MESSAGE_UPDATED, chat, 3, Long.parseLong(id)));
            assertThat(StandardCharsets.UTF_8.decode(payload).toString())
                    .isEqualTo("{\"event\":\"message.updated\",\"data\":" + edited.text() + "}");
        }
        Reply versions = call("GET", alice, "/api/v1/messages/" + id + "/edits?limit=1", "");
        assertThat(versions.text()).contains("\"change_seq\":3,\"content\":\"first\"");
        assertThat(versions.header("Link"))
                .contains("/api/v1/messages/" + id + "/edits?limit=1&after=3");
        assertThat(call("GET", alice, "/api/v1/messages/" + id + "/edits?after=3", "").text())
                .contains("\"content\":\"first, edited\"");
        assertThat(call("GET", bob, "/api/v1/messages/" + id + "/edits", "").status())
                .isEqualTo(403);
        assertThat(edit(bob, id, "not mine").status()).isEqualTo(403);
        assertThat(edit(carol, id, "not even seen").status()).isEqualTo(404);
        outboxIsEmptied();
    }

    @Test
    void deletedMessageLeavesItsPlaceAndNothingElse() {
        long chat = chats.group(alice, bob);
        String id = chats.send(bob, chat, "hello @alice and @bob").field("id");
        edit(bob, id, "hello @alice, @bob");
        call("PUT", alice, "/api/v1/messages/" + id + "/reactions/" + THUMB, "");
        call("PUT", alice, "/api/v1/messages/" + id + "/pin", "");

        Reply deleted = call("DELETE", alice, "/api/v1/messages/" + id, "");
        Reply again = call("DELETE", bob, "/api/v1/messages/" + id, "");

        assertThat(deleted.field("change_seq")).isEqualTo("5");
        assertThat(deleted.field("content")).isEmpty();
        assertThat(deleted.field("deleted_at")).isNotEqualTo("null");
        assertThat(deleted.text()).contains("\"reactions\":[],\"mentions\":[],\"pinned_at\":null");
        assertThat(again.text()).isEqualTo(deleted.text());
        for (String table : List.of("message_edits", "reactions", "mentions", "pins")) {
            assertThat(chats.query("SELECT count(*) FROM " + table + " WHERE chat_id = " + chat))
                    .as(table)
                    .isZero();
        }
        assertThat(
                        chats.query(
                                "SELECT count(*) FROM messages WHERE chat_id = "
                                        + chat
                                        + " AND (content <> '' OR reactions IS NOT NULL)"))
                .isZero();
        for (String path : List.of("/reactions/" + THUMB, "/pin")) {
            assertThat(call("PUT", alice, "/api/v1/messages/" + id + path, "").status())
                    .isEqualTo(404);
        }
        assertThat(edit(bob, id, "once more").status()).isEqualTo(404);
        assertThat(forward(alice, id, chat).status()).isEqualTo(404);
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + chat)).isEqualTo(5);
        outboxIsEmptied();
    }

    @Test
    void whoIsNeitherAuthorNorInChargeDeletesNothing() {
        long chat = chats.group(alice, bob, carol);
        String id = chats.send(bob, chat, "mine").field("id");
        Reply admin = chats.node().rest().login("admin", "admin123");

        assertThat(call("DELETE", carol, "/api/v1/messages/" + id, "").status()).isEqualTo(403);
        assertThat(call("PUT", carol, "/api/v1/messages/" + id + "/pin", "").status())
                .isEqualTo(403);
        assertThat(edit(admin, id, "not a member").status()).isEqualTo(404);
        assertThat(call("DELETE", admin, "/api/v1/messages/" + id, "").status()).isEqualTo(200);
    }

    @Test
    void reactionsAreCountedOncePerPerson() {
        long chat = chats.group(alice, bob);
        String id = chats.send(alice, chat, "react!").field("id");
        String path = "/api/v1/messages/" + id + "/reactions/";

        call("PUT", bob, path + THUMB, "");
        call("PUT", bob, path + THUMB, "");
        call("PUT", bob, path + HEART, "");
        Reply three = call("PUT", alice, path + THUMB, "");
        Reply less = call("DELETE", bob, path + THUMB, "");
        call("DELETE", bob, path + THUMB, "");
        Reply none = call("DELETE", alice, path + THUMB, "");

        String bobId = bob.field("user.id");
        String aliceId = alice.field("user.id");
        assertThat(three.text())
                .contains(
                        "\"reactions\":[{\"emoji\":\"%s\",\"count\":2,\"user_ids\":[%s,%s]},"
                                .formatted(THUMB_IN_JSON, bobId, aliceId),
                        "{\"emoji\":\"❤️\",\"count\":1,\"user_ids\":[%s]}]".formatted(bobId));
        assertThat(less.text())
                .contains(
                        "{\"emoji\":\"%s\",\"count\":1,\"user_ids\":[%s]}"
                                .formatted(THUMB_IN_JSON, aliceId));
        assertThat(none.text()).doesNotContain(THUMB_IN_JSON).contains("❤️");
        assertThat(none.field("change_seq")).isEqualTo("6");
        assertThat(call("PUT", bob, path + "abc", "").status()).isEqualTo(422);
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + chat)).isEqualTo(6);
    }

    @Test
    void parallelChangesAndSendsTakeEachSeqOnce() throws Exception {
        long chat = chats.group(alice, bob);
        String id = chats.send(alice, chat, "the one").field("id");
        List<Callable<Reply>> all =
                IntStream.range(0, 60)
                        .<Callable<Reply>>mapToObj(i ->
                                () ->
                                        switch (i % 3) {
                                            case 0 -> edit(alice, id, "edit " + i);
                                            case 1 -> chats.send(bob, chat, "message " + i);
                                            default ->
                                                    call(
                                                            i % 2 == 0 ? "PUT" : "DELETE",
                                                            bob,
                                                            "/api/v1/messages/"
                                                                    + id
                                                                    + "/reactions/"
                                                                    + THUMB,
                                                            "");
                                        })
                        .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(12);
                Channel channel = new Channel(Long.parseLong(bob.field("user.id")))) {
            for (Future<Reply> done : threads.invokeAll(all)) {
                assertThat(done.get().status()).isIn(200, 201);
            }
            long last = chats.query("SELECT seq FROM chats WHERE id = " + chat);
            await().untilAsserted(() ->
                    assertThat(
                                    channel.payloads().stream()
                                            .map(p -> EventHeader.readFrom(ByteBuffer.wrap(p)))
                                            .map(EventHeader::seq))
                            .containsExactlyInAnyOrderElementsOf(
                                    IntStream.rangeClosed(2, (int) last)
                                            .mapToObj(Long::valueOf)
                                            .toList()));
        }
        assertThat(chats.query("SELECT count(*) FROM message_edits WHERE chat_id = " + chat))
                .isEqualTo(20);
    }

    @Test
    void sameKeyChangesOnce() {
        long chat = chats.group(alice, bob);
        String id = chats.send(alice, chat, "before").field("id");
        String[] key = {alice.bearer()[0], alice.bearer()[1], "Idempotency-Key", "edit-" + chat};
        String path = "/api/v1/messages/" + id;

        Reply first = chats.node().rest().send("PATCH", path, "{\"content\": \"one\"}", key);
        edit(alice, id, "two");
        Reply repeat = chats.node().rest().send("PATCH", path, "{\"content\": \"one\"}", key);
        Reply other = chats.node().rest().send("PATCH", path, "{\"content\": \"three\"}", key);

        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(call("GET", bob, "/api/v1/chats/" + chat, "").field("last_message.content"))
                .isEqualTo("two");
    }

    @Test
    void forwardGoesIntoAllChatsOrNone() {
        long from = chats.group(alice, bob);
        long to = chats.group(bob, carol);
        long other = chats.group(bob, alice);
        long foreign = chats.group(alice, carol);
        String id = chats.send(alice, from, "pass it on, @bob").field("id");

        Reply forwarded = forward(bob, id, other, to, other);
        Reply refused = forward(bob, id, to, foreign);

        assertThat(forwarded.status()).isEqualTo(201);
        assertThat(forwarded.json().size()).isEqualTo(2);
        String copy = forwarded.text();
        assertThat(copy)
                .contains("\"chat_id\":" + other, "\"chat_id\":" + to)
                .contains("\"author_name\":\"Alice\"", "\"mentions\":[]");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + to)).isOne();
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + foreign)).isZero();
        assertThat(forward(carol, id, to).status()).isEqualTo(404);
        outboxIsEmptied();
    }

    @Test
    void mentionsAreResolvedToMembersAndCountedUntilRead() {
        long chat = chats.group(alice, bob);
        chats.send(alice, chat, "no sign");

        Reply sent = chats.send(alice, chat, "@Bob @carol @alice, mail a@bob");
        String id = sent.field("id");

        String both = "\"mentions\":[%s,%s]";
        assertThat(sent.text())
                .contains(both.formatted(alice.field("user.id"), bob.field("user.id")));
        assertThat(unreadMentions(bob, chat)).isEqualTo("1");
        assertThat(unreadMentions(alice, chat)).isEqualTo("0");
        edit(alice, id, "nobody");
        assertThat(unreadMentions(bob, chat)).isEqualTo("0");
        edit(alice, id, "@bob after all");
        assertThat(unreadMentions(bob, chat)).isEqualTo("1");
        call("POST", bob, "/api/v1/chats/" + chat + "/read", "{\"seq\": 2}");
        assertThat(unreadMentions(bob, chat)).isEqualTo("0");
    }

    @Test
    void replyToADeletedMessageIsRefused() {
        long chat = chats.group(alice, bob);
        String id = chats.send(alice, chat, "soon gone").field("id");
        String body = "{\"chat_id\": %d, \"content\": \"reply\", \"reply_to_id\": %s}";
        String reply = body.formatted(chat, id);

        assertThat(call("POST", bob, "/api/v1/messages", reply).status()).isEqualTo(201);
        call("DELETE", alice, "/api/v1/messages/" + id, "");

        assertThat(call("POST", bob, "/api/v1/messages", reply).status()).isEqualTo(422);
    }

    @Test
    void pinsAreListedTheLatestFirst() {
        long chat = chats.group(alice, bob);
        String first = chats.send(bob, chat, "one").field("id");
        String second = chats.send(bob, chat, "two").field("id");
        call("PUT", alice, "/api/v1/messages/" + second + "/pin", "");
        call("PUT", alice, "/api/v1/messages/" + first + "/pin", "");
        call("PUT", alice, "/api/v1/messages/" + first + "/pin", "");

        Reply pins = call("GET", bob, "/api/v1/chats/" + chat + "/pins", "");
        call("DELETE", alice, "/api/v1/messages/" + second + "/pin", "");
        Reply fewer = call("GET", bob, "/api/v1/chats/" + chat + "/pins", "");

        assertThat(pins.text()).containsSubsequence("\"id\":" + first, "\"id\":" + second);
        assertThat(fewer.text()).contains("\"id\":" + first).doesNotContain("\"id\":" + second);
        assertThat(call("GET", carol, "/api/v1/chats/" + chat + "/pins", "").status())
                .isEqualTo(404);
        assertThat(chats.query("SELECT seq FROM chats WHERE id = " + chat)).isEqualTo(5);
    }

    @Test
    void syncTellsEachChangedMessageOnceAsItIs() {
        long chat = chats.group(alice, bob);
        String one = chats.send(alice, chat, "one").field("id");
        String two = chats.send(alice, chat, "two").field("id");
        String three = chats.send(alice, chat, "three").field("id");
        call("PUT", bob, "/api/v1/messages/" + one + "/reactions/" + THUMB, "");
        edit(alice, one, "one, edited");
        call("DELETE", alice, "/api/v1/messages/" + two, "");
        edit(alice, three, "three, edited");

        Reply known = chats.sync(bob, "{\"chats\": {\"%d\": 2}}".formatted(chat));

        assertThat(known.text())
                .containsSubsequence(
                        "message.updated",
                        "one, edited",
                        THUMB_IN_JSON,
                        "message.deleted",
                        "message.created",
                        "three, edited");
        assertThat(known.text()).contains("\"chats\":[{\"chat_id\":%d,\"seq\":7".formatted(chat));
        Reply nothing = chats.sync(bob, "{\"chats\": {\"%d\": 7}}".formatted(chat));
        assertThat(nothing.text()).contains("\"changes\":[]");
    }

    private void outboxIsEmptied() {
        await().until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
    }

    private String unreadMentions(Reply who, long chat) {
        return call("GET", who, "/api/v1/chats/" + chat, "").field("unread_mentions");
    }

    private Reply edit(Reply who, String id, String content) {
        return call("PATCH", who, "/api/v1/messages/" + id, "{\"content\": \"" + content + "\"}");
    }

    private Reply forward(Reply who, String id, Long... chats) {
        return call(
                "POST",
                who,
                "/api/v1/messages/" + id + "/forward",
                "{\"chat_ids\": " + List.of(chats) + "}");
    }

    private Reply call(String method, Reply who, String path, String body) {
        return chats.node().rest().send(method, path, body, who.bearer());
    }
}
