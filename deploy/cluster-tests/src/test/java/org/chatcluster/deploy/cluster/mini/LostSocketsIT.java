package org.chatcluster.deploy.cluster.mini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.chatcluster.deploy.cluster.token.Tokens;
import org.junit.jupiter.api.Test;

/// A mini-application whose socket ends, for whatever reason, connects again and gets what it
/// missed in its list of unread messages, and then what happens.
@OnCluster
final class LostSocketsIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;

    LostSocketsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
    }

    @Test
    void killedGatewayCostsNothingButAReconnect() {
        try (Socket sender = Socket.connect(alice, cluster.gateway(1));
                Socket lost = Socket.connect(bob, cluster.gateway(4))) {
            sender.send(message("before its gateway was killed"));
            JsonNode before = lost.awaitAction("new_message", 1).getFirst().data();
            lost.send(
                    Json.object(
                            "action", "message_read", "message_id", before.path("id").longValue()));
            sender.awaitAction("message_read", 1);

            cluster.processes().kill("gateway-4");
            sender.send(message("while it had none"));

            assertThat(lost.awaitClose()).isEqualTo(1006);
            sender.awaitAction("new_message", 2);
            assertMissed(cluster.balancer(), sender, "while it had none");
        } finally {
            cluster.processes().startAgain("gateway-4");
        }
    }

    @Test
    void stoppingGatewayClosesWith1012() {
        try (Socket sender = Socket.connect(alice, cluster.gateway(1));
                Socket sentAway = Socket.connect(bob, cluster.gateway(4))) {
            cluster.processes().stop("gateway-4");
            sender.send(message("after it was sent away"));

            assertThat(sentAway.awaitClose()).isEqualTo(1012);
            assertThat(sentAway.frames()).hasSize(1);
            sender.awaitAction("new_message", 1);
            assertMissed(cluster.balancer(), sender, "after it was sent away");
        } finally {
            cluster.processes().startAgain("gateway-4");
        }
    }

    @Test
    void expiredTokenClosesWith4002() {
        String token = Tokens.in(cluster.processes().keys()).expiringIn(Duration.ofSeconds(3), bob);
        try (Socket sender = Socket.connect(alice, cluster.gateway(1));
                Socket expired = Socket.connect(bob, cluster.gateway(2), token)) {
            assertThat(expired.awaitClose()).isEqualTo(4002);
            assertThat(expired.frames()).hasSize(1);

            sender.send(message("after its token had expired"));
            sender.awaitAction("new_message", 1);
            assertMissed(cluster.gateway(2), sender, "after its token had expired");
        }
    }

    /// Connects Bob again: what was missed is in the list, and what Alice sends then comes.
    private void assertMissed(URI node, Socket sender, String text) {
        try (Socket again = Socket.connect(bob, node)) {
            List<JsonNode> unread = Json.elements(again.frames().getFirst().data());
            sender.send(message("and on it goes"));
            Frame live = again.awaitAction("new_message", 1).getFirst();

            assertThat(unread)
                    .extracting(message -> message.path("text").asText())
                    .containsExactly(text);
            assertThat(live.data().path("text").asText()).isEqualTo("and on it goes");
        }
    }

    private String message(String text) {
        return Json.object("action", "send_message", "chat_id", chat, "text", text);
    }
}
