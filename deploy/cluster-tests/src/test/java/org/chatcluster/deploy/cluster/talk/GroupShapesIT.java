package org.chatcluster.deploy.cluster.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// What the answers and frames about members and titles look like, field by field.
@OnCluster
final class GroupShapesIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person carol;

    GroupShapesIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.carol = cluster.register("Carol");
    }

    @Test
    void everyChangeOfAGroupHasItsShape() {
        long chat = alice.group("Shapes", bob);
        String path = "/api/v1/chats/" + chat;
        String members = path + "/members";
        String added = Json.object("userIds", List.of(carol.id()));
        String title = Json.object("title", "Shaped");
        String choice = Json.object("muted_until", "2031-01-01T00:00:00Z", "pinned", true);
        try (Socket bobSocket = bob.connect(cluster.gateway(1));
                Socket carolSocket = carol.connect(cluster.gateway(2))) {
            Shape.CHAT.check(alice.post(members, added).as(200));
            Shape.CHAT.check(alice.rest().call("PATCH", path, title).as(200));
            JsonNode own =
                    Shape.CHAT.check(alice.rest().call("PATCH", path + "/me", choice).as(200));
            String carols = members + "/" + carol.id();
            assertThat(alice.rest().call("DELETE", carols, "").status()).isEqualTo(204);
            assertThat(alice.rest().call("DELETE", path, "").status()).isEqualTo(204);

            Shape.CHAT.check(carolSocket.await("chat.created").data());
            Shape.ADDED.check(bobSocket.await("member.added").data());
            Shape.GROUP_CHANGE.check(bobSocket.await("chat.updated").data());
            Shape.REMOVED.check(carolSocket.await("member.removed").data());
            Shape.REMOVED.check(bobSocket.await("member.removed").data());
            Shape.DELETED.check(bobSocket.await("chat.deleted").data());
            bobSocket
                    .await("message.created", chat, 3)
                    .forEach(frame -> Shape.MESSAGE.check(frame.data()));
            assertThat(own.path("pinned_at").isTextual()).isTrue();
        }
    }

    @Test
    void accountsAndPeopleHaveTheirShape() {
        String name = Json.object("display_name", "Alice");
        String query = "/api/v1/users?query=" + bob.user().path("tag").asText();

        Shape.ACCOUNT.check(alice.rest().call("PATCH", "/api/v1/users/me", name).as(200));
        Shape.ACCOUNT.check(
                cluster.admin().rest().call("PUT", "/api/v1/users/" + alice.id(), name).as(200));
        Shape.STRANGER.checkAll(alice.get(query).as(200));
        Shape.PARTICIPANT.checkAll(cluster.admin().get(query).as(200));
    }
}
