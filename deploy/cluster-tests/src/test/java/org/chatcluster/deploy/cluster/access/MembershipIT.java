package org.chatcluster.deploy.cluster.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// A chat is for its members: strangers see nothing of it, and who is removed is one at once.
@OnCluster
final class MembershipIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person stranger;

    MembershipIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.stranger = cluster.register("Stranger");
    }

    @Test
    void strangerFindsNothingOfAChatThatIsThere() {
        long chat = alice.directChatWith(bob);
        long message = alice.send(chat, "not for strangers").path("id").longValue();
        String path = "/api/v1/chats/" + chat;

        assertThat(stranger.get(path).problem(404)).isEqualTo("not_found");
        assertThat(stranger.get(path + "/members").problem(404)).isEqualTo("not_found");
        assertThat(stranger.get(path + "/messages").problem(404)).isEqualTo("not_found");
        assertThat(stranger.post(path + "/read", Json.object("seq", 1)).problem(404))
                .isEqualTo("not_found");
        assertThat(stranger.post(path + "/read", Json.object("message_id", message)).problem(404))
                .isEqualTo("not_found");
        assertThat(stranger.trySending(chat, "from outside").problem(404)).isEqualTo("not_found");
        assertThat(stranger.get("/api/v1/chats").as(200)).isEmpty();
    }

    @Test
    void answersDoNotTellAForeignChatFromNone() {
        long chat = alice.directChatWith(bob);

        String foreign = stranger.get("/api/v1/chats/" + chat).body();
        String none = stranger.get("/api/v1/chats/999999999").body();

        assertThat(foreign).isEqualTo(none);
    }

    @Test
    void replyToAMessageOfAForeignChatIsRefused() {
        long foreign = alice.directChatWith(bob);
        long message = alice.send(foreign, "not to be quoted").path("id").longValue();
        long own = stranger.directChatWith(alice);

        var answer =
                stranger.post(
                        "/api/v1/messages",
                        Json.object("chat_id", own, "content", "a quote", "reply_to_id", message));

        assertThat(answer.problem(422)).isEqualTo("invalid_input");
        assertThat(answer.fieldsAtFault()).containsExactly("reply_to_id");
    }

    @Test
    void strangerGetsNoFrames() {
        try (Socket outside = stranger.connect(cluster.gateway(1));
                Socket inside = bob.connect(cluster.gateway(1))) {
            long chat = alice.group("Closed", bob);
            alice.send(chat, "for members only");
            bob.post("/api/v1/chats/" + chat + "/read", Json.object("seq", 1)).as(200);

            inside.await("message.read", chat, 1);
            outside.pass();
            assertThat(outside.frames()).extracting(f -> f.event()).containsOnly("hello", "pong");
        }
    }

    @Test
    void removedMemberSendsAndGetsNotOneMessageMore() {
        Person removed = cluster.register("Removed");
        long chat = alice.group("Removal", bob, removed);
        AtomicBoolean over = new AtomicBoolean();
        try (Socket removedSocket = removed.connect(cluster.gateway(2));
                Socket aliceSocket = alice.connect(cluster.gateway(1))) {
            List<CompletableFuture<Void>> senders =
                    IntStream.range(0, 6)
                            .mapToObj(i ->
                                    sendUntil(
                                            over, i % 2 == 0 ? removed : bob, chat, 1 + i / 2 % 2))
                            .toList();
            aliceSocket.await("message.created", chat, 50);

            long lastSeq = cluster.database().removeMember(chat, removed.id());
            int statusAfterwards = removed.trySending(chat, "after the removal").status();
            aliceSocket.await(
                    "later messages", f -> f.is("message.created", chat) && f.seq() > lastSeq + 20);
            over.set(true);
            senders.forEach(CompletableFuture::join);

            long all = alice.chat(chat).path("seq").longValue();
            Awaiting.upToSeconds(10)
                    .until(() -> aliceSocket.frames("message.created", chat).size() >= all);
            removedSocket.pass();
            assertThat(statusAfterwards).isEqualTo(404);
            assertThat(
                            cluster.database()
                                    .number(
                                            "SELECT count(*) FROM messages WHERE chat_id = ? AND author_id = ? AND seq > ?",
                                            chat,
                                            removed.id(),
                                            lastSeq))
                    .isZero();
            assertThat(removedSocket.frames("message.created", chat))
                    .allSatisfy(frame -> assertThat(frame.seq()).isLessThanOrEqualTo(lastSeq));
            assertThat(removedSocket.frames("message.created", chat)).hasSize((int) lastSeq);
        }
    }

    @Test
    void callsOfManyStrangersAtOnceAllFindNothing() {
        long chat = alice.directChatWith(bob);

        List<Integer> statuses =
                Parallel.times(
                        20,
                        i ->
                                stranger.at(cluster.api(1 + i % 2))
                                        .trySending(chat, "let me in " + i)
                                        .status());

        assertThat(statuses).containsOnly(404);
        assertThat(alice.chat(chat).path("seq").longValue()).isZero();
    }

    private CompletableFuture<Void> sendUntil(
            AtomicBoolean over, Person person, long chat, int api) {
        Person sender = person.at(cluster.api(api));
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            for (int i = 0; !over.get(); i++) {
                sender.trySending(chat, "while being removed " + i);
            }
            done.complete(null);
        });
        return done;
    }
}
