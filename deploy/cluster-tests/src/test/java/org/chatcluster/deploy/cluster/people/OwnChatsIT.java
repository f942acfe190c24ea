package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Muting and pinning, and what changes of members do to the order of the list.
@OnCluster
final class OwnChatsIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final List<Group> groups;

    OwnChatsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.groups = List.of(Group.of(alice, bob), Group.of(alice, bob), Group.of(alice, bob));
    }

    @Test
    void muteIsForOneselfOnEveryDevice() {
        Group group = groups.getFirst();
        try (Socket device = alice.connect(cluster.gateway(2));
                Socket bobSocket = bob.connect(cluster.gateway(1))) {
            JsonNode muted =
                    group.choose(alice, "{\"muted_until\": \"2031-01-31T12:00:00+01:00\"}").as(200);

            assertThat(muted.path("muted_until").asText()).isEqualTo("2031-01-31T11:00:00.000000Z");
            assertThat(device.await("chat.updated").data()).isEqualTo(muted);
            assertThat(group.choose(alice, "{\"pinned\": false}").as(200).path("muted_until"))
                    .isEqualTo(muted.path("muted_until"));
            assertThat(
                            group.choose(alice, "{\"muted_until\": null}")
                                    .as(200)
                                    .path("muted_until")
                                    .isNull())
                    .isTrue();
            assertThat(bob.chat(group.id()).path("muted_until").isNull()).isTrue();
            bobSocket.pass();
            assertThat(bobSocket.frames(frame -> frame.event().equals("chat.updated"))).isEmpty();
        }
    }

    @Test
    void pinnedChatsStandOnTopAndDoNotMove() {
        groups.get(0).choose(alice, "{\"pinned\": true}").as(200);
        groups.get(1).choose(alice, "{\"pinned\": true}").as(200);
        bob.send(groups.get(0).id(), "does not move it");
        bob.send(groups.get(2).id(), "rises below them");

        assertThat(paged()).containsExactlyElementsOf(ids(1, 0, 2));
        groups.get(1).choose(alice, "{\"pinned\": false}").as(200);
        assertThat(paged()).containsExactlyElementsOf(ids(0, 2, 1));
        assertThat(Json.longs(bob.get("/api/v1/chats").as(200), "id"))
                .containsExactlyElementsOf(ids(2, 1, 0));
    }

    @Test
    void systemMessagesNeitherRaiseAChatNorCountAsUnread() {
        Person carol = cluster.register("Carol");
        bob.send(groups.get(0).id(), "this one rises");
        groups.get(1).add(bob, carol).as(200);
        groups.get(1).remove(carol, carol);
        groups.get(2).rename(alice, "Renamed").as(200);

        assertThat(paged()).containsExactlyElementsOf(ids(0, 2, 1));
        assertThat(alice.chat(groups.get(1).id()).path("unread_count").intValue()).isZero();
        assertThat(bob.chat(groups.get(2).id()).path("unread_count").intValue()).isZero();
    }

    private List<Long> ids(int... places) {
        List<Long> ids = new ArrayList<>();
        for (int place : places) {
            ids.add(groups.get(place).id());
        }
        return ids;
    }

    /// Returns Alice's list, read two at a time.
    private List<Long> paged() {
        List<Long> ids = new ArrayList<>();
        String next = "/api/v1/chats?limit=2";
        while (!next.isEmpty()) {
            Answer page = alice.get(next);
            ids.addAll(Json.longs(page.as(200), "id"));
            next = page.header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        return ids;
    }
}
