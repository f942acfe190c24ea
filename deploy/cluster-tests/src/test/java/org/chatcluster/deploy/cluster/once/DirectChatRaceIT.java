package org.chatcluster.deploy.cluster.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Two people who open their direct chat at the same moment, from both sides.
@OnCluster
final class DirectChatRaceIT {
    private static final int CALLS_A_SIDE = 20;

    private final TestCluster cluster;

    DirectChatRaceIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void fortyCallsFromBothSidesMakeOneChatAndOneEventEach() {
        Person alice = cluster.register("Alice");
        Person bob = cluster.register("Bob");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            List<Long> chats =
                    Parallel.times(
                            2 * CALLS_A_SIDE,
                            i ->
                                    i % 2 == 0
                                            ? alice.at(cluster.api(1 + i / 2 % 2))
                                                    .directChatWith(bob)
                                            : bob.at(cluster.api(1 + i / 2 % 2))
                                                    .directChatWith(alice));

            long chat = chats.getFirst();
            alice.send(chat, "after the race");
            aliceSocket.await("message.created", chat, 1);
            bobSocket.await("message.created", chat, 1);
            assertThat(chats).containsOnly(chat);
            assertThat(aliceSocket.frames(DirectChatRaceIT::isNewChat)).hasSize(1);
            assertThat(bobSocket.frames(DirectChatRaceIT::isNewChat)).hasSize(1);
            assertThat(Json.longs(alice.get("/api/v1/chats").as(200), "id")).containsExactly(chat);
            assertThat(Json.longs(bob.get("/api/v1/chats").as(200), "id")).containsExactly(chat);
        }
    }

    @Test
    void chatWithOneselfIsRefused() {
        Person alice = cluster.register("Alice");

        var answer = alice.post("/api/v1/chats/direct", Json.object("user_id", alice.id()));

        assertThat(answer.problem(422)).isEqualTo("invalid_input");
        assertThat(answer.fieldsAtFault()).containsExactly("user_id");
    }

    private static boolean isNewChat(Frame frame) {
        return frame.event().equals("chat.created");
    }
}
