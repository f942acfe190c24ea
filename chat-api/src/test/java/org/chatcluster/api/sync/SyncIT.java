package org.chatcluster.api.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.api.node.NodeWithChats.data;
import static org.chatcluster.api.node.NodeWithChats.list;
import static org.chatcluster.api.node.NodeWithChats.number;
import static org.chatcluster.api.node.NodeWithChats.text;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncIT {
    private final NodeWithChats chats = new NodeWithChats();
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");

    @AfterAll
    void stop() {
        chats.close();
    }

    @Test
    void whatWasSentSinceComesInOrderAndNothingElse() {
        long chat = chats.group(alice, bob);
        IntStream.rangeClosed(1, 5).forEach(i -> chats.send(alice, chat, "message " + i));

        Reply reply = sync(bob, chat, 2);

        assertThat(list(reply, "changes"))
                .extracting(c -> text(c, "event"))
                .containsExactly("message.created", "message.created", "message.created");
        assertThat(list(reply, "changes"))
                .extracting(c -> number(data(c), "seq"))
                .containsExactly(3L, 4L, 5L);
        assertThat(number(list(reply, "chats").getFirst(), "seq")).isEqualTo(5);
        assertThat(number(list(reply, "chats").getFirst(), "last_read_seq")).isZero();
        assertThat(reply.field("more")).isEqualTo("false");
        assertThat(list(sync(bob, chat, 5), "changes")).isEmpty();
        assertThat(number(list(sync(bob, chat, 999), "chats").getFirst(), "seq")).isEqualTo(5);
    }

    @Test
    void tenEditsOfAMessageComeAsOne() {
        long chat = chats.group(alice, bob);
        IntStream.rangeClosed(1, 3).forEach(i -> chats.send(alice, chat, "message " + i));
        IntStream.rangeClosed(1, 10).forEach(i -> chats.edit(chat, 2, "edit " + i));
        chats.send(alice, chat, "the last");

        Reply known = sync(bob, chat, 3);
        Reply anew = sync(bob, chat, 0);

        assertThat(list(known, "changes"))
                .extracting(c -> text(c, "event"))
                .containsExactly("message.updated", "message.created");
        JsonNode edited = data(list(known, "changes").getFirst());
        assertThat(text(edited, "content")).isEqualTo("edit 10");
        assertThat(number(edited, "seq")).isEqualTo(2);
        assertThat(number(edited, "change_seq")).isEqualTo(13);
        assertThat(number(list(known, "chats").getFirst(), "seq")).isEqualTo(14);
        assertThat(list(anew, "changes"))
                .extracting(c -> text(c, "event"))
                .containsOnly("message.created");
        assertThat(list(anew, "changes"))
                .extracting(c -> number(data(c), "seq"))
                .containsExactly(1L, 3L, 2L, 14L);
    }

    @Test
    void deletedMessageIsATombstone() {
        long chat = chats.group(alice, bob);
        chats.send(alice, chat, "regretted");
        chats.delete(chat, 1);

        JsonNode known = list(sync(bob, chat, 1), "changes").getFirst();
        JsonNode anew = list(sync(bob, chat, 0), "changes").getFirst();

        assertThat(text(known, "event")).isEqualTo("message.deleted");
        assertThat(text(anew, "event")).isEqualTo("message.created");
        assertThat(text(data(anew), "deleted_at")).isNotEmpty();
    }

    @Test
    void everyChangeComesOnceOverAllPages() {
        long first = chats.group(alice, bob);
        long second = chats.group(alice, bob);
        chats.fill(first, alice, 450);
        chats.fill(second, alice, 330);
        LongStream.rangeClosed(1, 40).forEach(seq -> chats.edit(first, seq, "edited"));
        Known known = new Known();
        known.seqs.put(second, 0L);
        known.seqs.put(first, 0L);

        int pages = known.readAll(chats, bob, 100);

        assertThat(pages).isBetween(8, 9);
        assertThat(known.messagesOf(second))
                .isEqualTo(LongStream.rangeClosed(1, 330).boxed().toList());
        assertThat(known.messagesOf(first))
                .isEqualTo(
                        LongStream.concat(
                                        LongStream.rangeClosed(41, 450),
                                        LongStream.rangeClosed(1, 40))
                                .boxed()
                                .toList());
        assertThat(known.seqs).containsEntry(first, 490L).containsEntry(second, 330L);
    }

    @Test
    void joinedAndLostChatsAreTold() {
        Reply carol = chats.node().rest().register("Carol");
        long kept = chats.group(alice, carol);
        long left = chats.group(alice, carol);
        long joined = chats.group(alice, carol);
        chats.removeMember(left, carol);
        String named = "{\"chats\": {\"%d\": 0, \"%d\": 7, \"987654\": 1}".formatted(kept, left);

        Reply reply = chats.sync(carol, named + "}");
        Reply only = chats.sync(carol, named + ", \"only\": true}");

        assertThat(list(reply, "lost"))
                .extracting(JsonNode::getLongValue)
                .containsExactly(left, 987654L);
        assertThat(list(reply, "joined")).extracting(c -> number(c, "id")).containsExactly(joined);
        assertThat(reply.field("joined_after")).isEqualTo(Long.toString(joined));
        assertThat(list(only, "joined")).isEmpty();
        assertThat(only.field("joined_after")).isEqualTo("null");
    }

    @Test
    void joinedChatsArePaged() {
        Reply dora = chats.node().rest().register("Dora");
        List<Long> all = new ArrayList<>();
        IntStream.range(0, 60).forEach(_ -> all.add(chats.group(dora, alice)));

        Reply first = chats.sync(dora, "{\"chats\": {}}");
        Reply second =
                chats.sync(
                        dora,
                        "{\"chats\": {}, \"joined_after\": " + first.field("joined_after") + "}");

        assertThat(first.field("more")).isEqualTo("true");
        assertThat(second.field("more")).isEqualTo("false");
        List<JsonNode> told = new ArrayList<>(list(first, "joined"));
        told.addAll(list(second, "joined"));
        assertThat(told).extracting(c -> number(c, "id")).isEqualTo(all);
    }

    @Test
    void nothingIsMissedWhileOthersSend() throws Exception {
        long first = chats.group(alice, bob);
        long second = chats.group(alice, bob);
        Known known = new Known();
        known.seqs.put(first, 0L);
        known.seqs.put(second, 0L);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> writers =
                    IntStream.range(0, 4)
                            .<Callable<Integer>>mapToObj(writer ->
                                    () -> {
                                        long chat = writer % 2 == 0 ? first : second;
                                        for (int i = 0; i < 50; i++) {
                                            assertThat(chats.send(alice, chat, "m").status())
                                                    .isEqualTo(201);
                                        }
                                        return 50;
                                    })
                            .toList();
            List<Future<Integer>> sending = writers.stream().map(threads::submit).toList();
            while (!sending.stream().allMatch(Future::isDone)) {
                known.readAll(chats, bob, 7);
            }
            for (Future<Integer> writer : sending) {
                assertThat(writer.get()).isEqualTo(50);
            }
        }
        known.readAll(chats, bob, 7);

        List<Long> all = LongStream.rangeClosed(1, 100).boxed().toList();
        assertThat(known.messagesOf(first)).isEqualTo(all);
        assertThat(known.messagesOf(second)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"chats\": {\"x\": 1}}",
                "{\"chats\": {\"01\": 1}}",
                "{\"chats\": {\"1\": -1}}",
                "{\"chats\": {\"1\": null}}",
                "{\"chats\": {\"1\": \"1\"}}",
                "{\"chats\": []}",
                "{\"chats\": {}, \"limit\": 0}",
                "{\"chats\": {}, \"limit\": 501}",
                "{\"chats\": {}, \"joined_after\": -1}",
                "{\"chats\": {}, \"only\": \"perhaps\"}"
            })
    void badInputIsRefused(String body) {
        Reply reply = chats.sync(bob, body);

        assertThat(reply.status()).as(reply.text()).isIn(400, 422);
        assertThat(list(reply, "errors")).isNotEmpty();
    }

    @Test
    void moreThanAThousandChatsAreRefused() {
        String ids =
                String.join(
                        ",",
                        IntStream.rangeClosed(1, 1_001).mapToObj(i -> "\"" + i + "\": 0").toList());

        assertThat(chats.sync(bob, "{\"chats\": {" + ids + "}}").status()).isEqualTo(422);
        assertThat(chats.node().rest().post("/api/v1/sync", "{\"chats\": {}}").status())
                .isEqualTo(401);
    }

    private Reply sync(Reply caller, long chat, long seq) {
        return chats.sync(caller, "{\"chats\": {\"%d\": %d}, \"only\": true}".formatted(chat, seq));
    }
}
