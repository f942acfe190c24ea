package org.chatcluster.deploy.cluster.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// How somebody who was away, or was there all the time, ends with every message as it is now.
@OnCluster
final class ChangesCatchUpIT {
    private static final int CHANGES = 60;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;

    ChangesCatchUpIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.group("Catch up", bob);
    }

    @Test
    void resumeBringsEachChangedMessageOnceAsItIsNow() {
        long one = send("one");
        long two = send("two");
        long three = send("three");
        send("four");
        new Changing(bob, one).thumb().as(200);
        new Changing(alice, one).edit("one, edited").as(200);
        new Changing(alice, two).delete().as(200);
        new Changing(alice, three).edit("three, edited").as(200);
        new Changing(alice, one).pin().as(200);
        cluster.database().awaitEmptyOutbox();
        try (Socket socket = bob.connect(cluster.gateway(2))) {

            Frame done = socket.ask("r1", resume("r1", 2));

            List<Frame> frames = socket.frames();
            List<Frame> replay = frames.subList(1, frames.indexOf(done));
            assertThat(replay)
                    .extracting(Frame::event)
                    .containsExactly(
                            "message.created",
                            "message.deleted",
                            "message.created",
                            "message.updated");
            assertThat(replay).extracting(Frame::seq).containsExactly(4L, 2L, 3L, 1L);
            assertThat(replay.stream().map(frame -> frame.data().path("change_seq").longValue()))
                    .containsExactly(4L, 7L, 8L, 9L);
            assertThat(replay.getLast().data().path("content").asText()).isEqualTo("one, edited");
            assertThat(replay.getLast().data().path("reactions")).hasSize(1);
            assertThat(done.data().path("chats").path(Long.toString(chat)).longValue())
                    .isEqualTo(9);
            JsonNode synced =
                    bob.post(
                                    "/api/v1/sync",
                                    "{\"chats\": {\"%d\": 2}, \"only\": true}".formatted(chat))
                            .as(200)
                            .path("changes");
            assertThat(replay.stream().map(Frame::json))
                    .containsExactlyElementsOf(Json.elements(synced));
        }
    }

    @Test
    void eventsOfParallelChangesOverBothNodesHaveNoHoleAndEndInTheTruth() {
        long one = send("one");
        long two = send("two");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {

            Parallel.times(
                    CHANGES,
                    i -> {
                        Person writer = alice.at(cluster.api(1 + i % 2));
                        return switch (i % 4) {
                            case 0 -> new Changing(writer, one).edit("one, edit " + i);
                            case 1 -> writer.trySending(chat, "fresh text " + i);
                            case 2 -> new Changing(bob.at(cluster.api(1 + i % 2)), two).thumb();
                            default -> new Changing(writer, two).edit("two, edit " + i);
                        };
                    });

            long last = alice.chat(chat).path("seq").longValue();
            for (Socket socket : List.of(aliceSocket, bobSocket)) {
                socket.await("the last", frame -> changeSeq(frame) == last);
                for (long seq = 3; seq <= last; seq++) {
                    long wanted = seq;
                    socket.await("seq " + seq, frame -> changeSeq(frame) == wanted);
                }
                assertThat(lastOfEach(socket)).isEqualTo(truth());
            }
        }
    }

    private Map<Long, JsonNode> lastOfEach(Socket socket) {
        Map<Long, JsonNode> bySeq = new TreeMap<>();
        for (Frame frame : socket.frames(frame -> frame.event().startsWith("message."))) {
            bySeq.merge(
                    frame.seq(),
                    frame.data(),
                    (one, other) ->
                            one.path("change_seq").longValue()
                                            > other.path("change_seq").longValue()
                                    ? one
                                    : other);
        }
        return bySeq;
    }

    private Map<Long, JsonNode> truth() {
        Map<Long, JsonNode> bySeq = new TreeMap<>();
        Json.elements(bob.get("/api/v1/chats/" + chat + "/messages?limit=200").as(200))
                .forEach(message -> bySeq.put(message.path("seq").longValue(), message));
        return bySeq;
    }

    private static long changeSeq(Frame frame) {
        return frame.event().startsWith("message.")
                ? frame.data().path("change_seq").longValue()
                : -1;
    }

    private long send(String content) {
        return alice.send(chat, content).path("id").longValue();
    }

    private String resume(String requestId, long seq) {
        return Json.object(
                "action",
                "resume",
                "request_id",
                requestId,
                "chats",
                Map.of(Long.toString(chat), seq),
                "only",
                true);
    }
}
