package org.chatcluster.deploy.cluster.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// One message can be followed by its id through the logs of all nodes, as seed 004 shows.
@OnCluster
final class OneMessageInTheLogsIT {
    private final TestCluster cluster;

    OneMessageInTheLogsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void messageIsFollowedByItsIdFromTheApiToEverySocket() {
        Person alice = cluster.register("Alice");
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            JsonNode message = alice.at(cluster.api(1)).send(chat, "followed through the logs");
            aliceSocket.await("message.created", chat, 1);
            bobSocket.await("message.created", chat, 1);

            String id = message.path("id").asText();
            var logs = cluster.logs();
            logs.await("api-1", "DEBUG", "Message created: " + id + " in chat " + chat);
            logs.await(
                    "api-1",
                    "INFO",
                    "Broadcast message.created to 2 participants in chat " + chat,
                    "message=" + id);
            for (Person person : new Person[] {alice, bob}) {
                String published = "Published message.created to user " + person.id();
                logs.await("api-1", "DEBUG", published + " for message " + id);
            }
            logs.await("gateway-1", "DEBUG", "to user " + alice.id() + " for message " + id);
            logs.await("gateway-2", "DEBUG", "to user " + bob.id() + " for message " + id);
            logs.await("gateway-1", "INFO", "WebSocket connected: user_id=" + alice.id());
            assertThat(logs.linesWith("api-2", "Broadcast", "message=" + id + " ")).isEmpty();
        }
    }
}
