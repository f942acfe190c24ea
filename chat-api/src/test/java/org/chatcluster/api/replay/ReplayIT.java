package org.chatcluster.api.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayIT {
    private final NodeWithChats chats = new NodeWithChats();
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final Reply carol = chats.node().rest().register("Carol");

    @AfterEach
    void stop() {
        chats.close();
    }

    @Test
    void everyBearerGetsWhatHappenedSinceAndNothingOlder() {
        long old = chats.group(alice, bob);
        chats.send(alice, old, "an hour ago");
        chats.send(alice, old, "an hour ago too");
        long without = chats.group(alice);
        chats.send(alice, without, "an hour ago as well");
        chats.age();
        chats.send(bob, old, "just now");
        chats.edit(old, 1, "an hour ago, edited now");
        chats.send(carol, chats.group(carol), "for nobody who asks");

        List<Told> told = all(alice, bob);

        assertThat(told)
                .extracting(Told::type)
                .containsExactly(EventType.MESSAGE_CREATED, EventType.MESSAGE_UPDATED);
        assertThat(told).allMatch(event -> event.users.equals(Set.of(id(alice), id(bob))));
        assertThat(told.get(0).header.seq()).isEqualTo(3);
        assertThat(told.get(1).header.seq()).isEqualTo(4);
        assertThat(told.get(1).frame).contains("an hour ago, edited now");
    }

    @Test
    void readMarksWhatEverybodyHasReadAndNewChatsAreTold() {
        long chat = chats.group(alice, bob);
        String message = chats.send(alice, chat, "read me").field("id");
        chats.age();
        chats.node().rest().post("/api/v1/chats/" + chat + "/read", "{\"seq\": 1}", bob.bearer());
        long joined = chats.group(carol, alice);

        List<Told> told = all(alice, bob);

        assertThat(told)
                .extracting(Told::type)
                .containsExactly(
                        EventType.CHAT_CREATED,
                        EventType.MESSAGE_READ,
                        EventType.MESSAGE_READ_BY_ALL);
        assertThat(told.get(0).users).containsExactly(id(alice));
        assertThat(told.get(0).header.chatId()).isEqualTo(joined);
        assertThat(told.get(1).users).containsExactlyInAnyOrder(id(alice), id(bob));
        assertThat(told.get(1).frame)
                .isEqualTo(
                        "{\"event\":\"message.read\",\"data\":{\"chat_id\":%d,\"user_id\":%d,\"last_read_seq\":1}}"
                                .formatted(chat, id(bob)));
        assertThat(told.get(2).users).containsExactly(id(alice));
        assertThat(told.get(2).frame)
                .isEqualTo(
                        "{\"event\":\"message.read_by_all\",\"data\":{\"chat_id\":%d,\"message_id\":%s,\"seq\":1}}"
                                .formatted(chat, message));
    }

    @Test
    void whatWasReadByAllIsToldWhereSomethingMovedAndToAuthorsWhoAreMembersAlone() {
        long chat = chats.group(alice, bob, carol);
        chats.send(alice, chat, "by who stays");
        chats.send(carol, chat, "by who goes");
        chats.send(alice, chat, "not read by who stays");
        long quiet = chats.group(alice, bob);
        chats.send(alice, quiet, "read an hour ago");
        read(bob, quiet, 1);
        read(bob, chat, 2);
        chats.age();
        chats.send(bob, quiet, "now, but nothing is read");

        String members = "/api/v1/chats/" + chat + "/members/" + id(carol);
        chats.node().rest().send("DELETE", members, "", carol.bearer());
        List<Told> told = all(alice, bob, carol);

        assertThat(told)
                .filteredOn(event -> event.type() == EventType.MESSAGE_READ_BY_ALL)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.users).containsExactly(id(alice));
                    assertThat(event.header.chatId()).isEqualTo(chat);
                    assertThat(event.header.seq()).isEqualTo(1);
                });
    }

    @Test
    void whatIsPublishedLongAfterItsCommitIsToldToWhoeverMissedThat() {
        long chat = chats.group(alice, bob);
        chats.send(alice, chat, "an hour ago");
        await().until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
        chats.age();
        assertThat(all(bob)).isEmpty();

        chats.run(
                """
                INSERT INTO outbox (event, chat_id, seq, members_version, created_at)
                SELECT ?, id, seq, members_version, clock_timestamp() - interval '1 hour'
                  FROM chats WHERE id = ?
                """,
                (int) EventType.MESSAGE_CREATED.code(),
                chat);
        List<Told> beforeOrWhile = all(bob);
        await().until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
        List<Told> after = all(bob);
        chats.run("UPDATE late_events SET published_at = published_at - interval '1 hour'");

        assertThat(beforeOrWhile).extracting(Told::type).contains(EventType.MESSAGE_CREATED);
        assertThat(after).extracting(Told::type).contains(EventType.MESSAGE_CREATED);
        assertThat(all(bob)).isEmpty();
    }

    @Test
    void departuresComeOnceOverAllPages() {
        chats.run(
                """
                INSERT INTO departures (user_id, chat_id, seq, departed_at)
                SELECT u.id, 1000000 + i, 7, clock_timestamp()
                  FROM unnest(ARRAY[?, ?]::bigint[]) AS u (id), generate_series(1, 1100) AS i
                """,
                id(alice),
                id(bob));
        long joined = chats.group(carol, bob);

        List<Told> told = all(alice, bob);

        assertThat(told)
                .filteredOn(event -> event.type() == EventType.SELF_REMOVED)
                .extracting(event -> event.users + " " + event.header.chatId())
                .hasSize(2_200)
                .doesNotHaveDuplicates();
        assertThat(told)
                .filteredOn(event -> event.type() == EventType.CHAT_CREATED)
                .singleElement()
                .satisfies(event -> assertThat(event.header.chatId()).isEqualTo(joined));
    }

    private void read(Reply reader, long chat, long seq) {
        String body = "{\"seq\": " + seq + "}";
        chats.node().rest().post("/api/v1/chats/" + chat + "/read", body, reader.bearer());
    }

    @Test
    void removalIsToldToTheOneWhoWasRemovedUnlessTheyAreBack() {
        long gone = chats.group(alice, bob);
        long back = chats.group(alice, bob);
        chats.age();
        for (long chat : List.of(gone, back)) {
            String members = "/api/v1/chats/" + chat + "/members";
            chats.node().rest().send("DELETE", members + "/" + id(bob), "", alice.bearer());
        }
        String again = "{\"user_ids\": [" + id(bob) + "]}";
        chats.node().rest().post("/api/v1/chats/" + back + "/members", again, alice.bearer());

        List<Told> told = all(bob);

        assertThat(told)
                .filteredOn(event -> event.type() == EventType.SELF_REMOVED)
                .extracting(event -> event.header.chatId())
                .containsExactly(gone);
        assertThat(told).filteredOn(event -> event.header.chatId() == gone).hasSize(1);
        assertThat(told)
                .filteredOn(event -> event.type() == EventType.CHAT_CREATED)
                .extracting(event -> event.header.chatId())
                .containsExactly(back);
    }

    @Test
    void everythingComesOnceOverAllPages() {
        List<Long> groups = new ArrayList<>();
        IntStream.range(0, 60).forEach(_ -> groups.add(chats.group(alice, bob)));
        chats.fill(groups.get(7), alice, 1_300);
        groups.forEach(chat -> chats.send(alice, chat, "hello"));

        List<Told> told = all(bob);

        assertThat(told).filteredOn(e -> e.type() == EventType.CHAT_CREATED).hasSize(60);
        List<String> places =
                told.stream()
                        .filter(e -> e.type() == EventType.MESSAGE_CREATED)
                        .map(e -> e.header.chatId() + "/" + e.header.seq())
                        .toList();
        assertThat(places).hasSize(1_360).doesNotHaveDuplicates();
    }

    @Test
    void quietChatsCostNoPages() {
        chats.run(
                """
                WITH c AS (
                    INSERT INTO chats (type, title, last_message_at)
                    SELECT 'group', 'quiet', now() - interval '1 hour' FROM generate_series(1, 1000)
                    RETURNING id)
                INSERT INTO chat_members (chat_id, user_id, joined_at, last_read_at)
                SELECT id, ?, now() - interval '1 hour', now() - interval '1 hour' FROM c
                """,
                id(alice));
        chats.send(alice, chats.group(alice), "after all of them");

        Page page = read(List.of(token(alice)), null);

        assertThat(page.after).isEqualTo("null");
        assertThat(page.told)
                .extracting(Told::type)
                .containsExactly(EventType.CHAT_CREATED, EventType.MESSAGE_CREATED);
    }

    @Test
    void ofManyReadMarksTheNewestHundredOfAChatAreTold() {
        long chat = chats.group(alice);
        chats.send(alice, chat, "read me");
        chats.age();
        chats.run(
                """
                WITH u AS (
                    INSERT INTO users (email, password_hash, display_name, tag)
                    SELECT 'many' || i || '@example.com', '-', 'Many', 'many' || i
                      FROM generate_series(1, 150) AS i
                    RETURNING id)
                INSERT INTO chat_members (chat_id, user_id, joined_at, last_read_seq, last_read_at)
                SELECT ?, id, now() - interval '1 hour', 1, clock_timestamp() FROM u
                """,
                chat);

        assertThat(all(alice)).hasSize(100).allMatch(e -> e.type() == EventType.MESSAGE_READ);
    }

    @Test
    void tokensThatAreNotGoodAreNamedAndNothingIsToldForThem() {
        long chat = chats.group(alice, bob);
        chats.send(alice, chat, "hello");
        chats.node().rest().post("/api/v1/auth/logout", "", bob.bearer());

        Page page = read(List.of("rubbish", token(alice), token(bob)), null);

        assertThat(page.told).isNotEmpty().allMatch(event -> event.users.equals(Set.of(id(alice))));
        assertThat(page.refused).isEqualTo("[0,2]");
        assertThat(read(List.of("rubbish"), null).after).isEqualTo("null");
        assertThat(read(List.of("rubbish"), null).told).isEmpty();
    }

    @Test
    void badRequestsAreRefused() {
        for (String body :
                List.of(
                        "{}",
                        "{\"tokens\": [], \"age_ms\": -1}",
                        "{\"tokens\": [" + "\"x\",".repeat(500) + "\"x\"], \"age_ms\": 1}",
                        "{\"tokens\": [], \"age_ms\": 1, \"after\": \"x\"}")) {
            assertThat(chats.node().rest().post("/internal/replay", body).status())
                    .as(body)
                    .isIn(400, 422);
        }
    }

    /// Asks for the last ten seconds until there is no more.
    private List<Told> all(Reply... bearers) {
        List<String> tokens = List.of(bearers).stream().map(ReplayIT::token).toList();
        Page page = read(tokens, null);
        List<Told> told = new ArrayList<>(page.told);
        while (!page.after.equals("null")) {
            page = read(tokens, page.after);
            told.addAll(page.told);
        }
        return told;
    }

    private Page read(List<String> tokens, @Nullable String after) {
        String body =
                "{\"tokens\": [%s], \"age_ms\": 60000%s}"
                        .formatted(
                                String.join(
                                        ", ", tokens.stream().map(t -> "\"" + t + "\"").toList()),
                                after == null ? "" : ", \"after\": " + after);
        List<Told> told = new ArrayList<>();
        for (EventBatch.Entry entry :
                EventBatch.read(chats.node().rest().bytes("/internal/replay", body))) {
            ByteBuffer payload = entry.payload();
            EventHeader header = EventHeader.readFrom(payload);
            told.add(
                    new Told(
                            new HashSet<>(entry.userIds()),
                            header,
                            StandardCharsets.UTF_8.decode(payload).toString()));
        }
        Told end = told.removeLast();
        assertThat(end.type()).isEqualTo(EventType.SYNC_PAGE);
        int refused = end.frame.indexOf(",\"refused\":");
        return new Page(
                told,
                end.frame.substring("{\"after\":".length(), refused),
                end.frame.substring(refused + ",\"refused\":".length(), end.frame.length() - 1));
    }

    private static String token(Reply login) {
        return login.field("access_token");
    }

    private static long id(Reply login) {
        return Long.parseLong(login.field("user.id"));
    }

    /// @param after as JSON
    /// @param refused as JSON
    private record Page(List<Told> told, String after, String refused) {}

    private record Told(Set<Long> users, EventHeader header, String frame) {
        EventType type() {
            return header.type();
        }
    }
}
