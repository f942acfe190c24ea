package org.chatcluster.deploy.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// That somebody is typing is told to the other members who are connected, and to nobody else.
@OnCluster
final class TypingIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;
    private final List<Socket> ofAlice;
    private final List<Socket> ofBob;

    TypingIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.group("Typists", bob, cluster.register("Carol"));
        this.ofAlice = devices(alice);
        this.ofBob = devices(bob);
    }

    private List<Socket> devices(Person person) {
        return List.of(person.connect(cluster.gateway(1)), person.connect(cluster.gateway(2)));
    }

    @AfterEach
    void disconnect() {
        ofAlice.forEach(Socket::close);
        ofBob.forEach(Socket::close);
    }

    @Test
    void othersHearOnEveryDeviceAndOneselfOnNone() {
        Frame ack = ofAlice.getFirst().ask("t1", typing("t1", chat));

        assertThat(ack.raw())
                .isEqualTo(
                        "{\"event\":\"ack\",\"data\":{\"request_id\":\"t1\",\"action\":\"typing\",\"result\":null}}");
        for (Socket device : ofBob) {
            assertThat(device.await("typing").raw())
                    .isEqualTo(
                            "{\"event\":\"typing\",\"data\":{\"chat_id\":%d,\"user_id\":%d}}"
                                    .formatted(chat, alice.id()));
        }
        bob.send(chat, "what comes after the typing");
        for (Socket device : ofAlice) {
            device.await("message.created", chat, 1);
            assertThat(device.frames("typing", chat)).isEmpty();
        }
        assertThat(alice.chat(chat).path("seq").longValue()).isEqualTo(1);
    }

    @Test
    void whoGoesOnTypingIsToldOfOnceInAWhile() {
        for (int i = 1; i <= 30; i++) {
            assertThat(ofAlice.getFirst().ask("t" + i, typing("t" + i, chat)).event())
                    .isEqualTo("ack");
        }
        alice.send(chat, "what was typed");

        ofBob.getFirst().await("message.created", chat, 1);
        assertThat(ofBob.getFirst().frames("typing", chat).size()).isBetween(1, 4);
    }

    @Test
    void strangersAreNotHeard() {
        Person stranger = cluster.register("Stranger");
        try (Socket socket = stranger.connect(cluster.gateway(1))) {
            Frame refused = socket.ask("t1", typing("t1", chat));

            assertThat(refused.event()).isEqualTo("error");
            assertThat(refused.data().path("code").asText()).isEqualTo("not_found");
            alice.send(chat, "after the stranger");
            ofBob.getFirst().await("message.created", chat, 1);
            assertThat(ofBob.getFirst().frames("typing", chat)).isEmpty();
        }
        assertThat(stranger.post("/api/v1/chats/" + chat + "/typing", "").problem(404))
                .isEqualTo("not_found");
    }

    private static String typing(String requestId, long chat) {
        return Json.object("action", "typing", "request_id", requestId, "chat_id", chat);
    }
}
