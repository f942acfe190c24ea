package org.chatcluster.deploy.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A user is online exactly while some gateway listens for them, and whoever watches hears of it,
/// wherever the two are connected. Gateways go on listening for five seconds.
@OnCluster
final class PresenceIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final Onlooker onlooker;

    PresenceIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.carol = cluster.register("Carol");
        this.onlooker = new Onlooker(alice, cluster.gateway(1));
    }

    @AfterEach
    void disconnect() {
        onlooker.close();
    }

    @Test
    void whoComesIsOnlineWithinASecondOnEveryNode() {
        try (Onlooker other = new Onlooker(carol, cluster.gateway(3))) {
            assertThat(onlooker.watch(bob).toString())
                    .isEqualTo(
                            "[{\"user_id\":%d,\"online\":false,\"last_seen_at\":null}]"
                                    .formatted(bob.id()));
            other.watch(alice, bob);

            long before = System.nanoTime();
            try (Socket _ = bob.connect(cluster.gateway(2))) {
                JsonNode heard = onlooker.await(bob, 1);
                other.await(bob, 1);

                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isLessThan(Duration.ofSeconds(1));
                assertThat(heard.toString())
                        .isEqualTo(
                                "{\"user_id\":%d,\"online\":true,\"last_seen_at\":null}"
                                        .formatted(bob.id()));
                assertThat(onlooker.watch(carol, bob).toString())
                        .isEqualTo(
                                ("[{\"user_id\":%d,\"online\":true,\"last_seen_at\":null},"
                                                + "{\"user_id\":%d,\"online\":true,\"last_seen_at\":null}]")
                                        .formatted(carol.id(), bob.id()));
            }
        }
    }

    @Test
    void whoHasSeveralDevicesIsOnlineUntilTheLastHasGone() {
        onlooker.watch(bob, carol);
        Socket first = bob.connect(cluster.gateway(2));
        Socket second = bob.connect(cluster.gateway(2));
        Socket third = bob.connect(cluster.gateway(3));
        Socket goesToo = carol.connect(cluster.gateway(2));
        onlooker.await(carol, 1);

        first.close();
        second.close();
        goesToo.close();
        onlooker.awaitOffline(carol);

        assertThat(presence(bob).path("online").booleanValue()).isTrue();
        Instant before = Instant.now();
        third.close();
        JsonNode offline = onlooker.awaitOffline(bob);
        assertThat(onlooker.heardOnline(bob)).containsExactly(true, false);
        assertThat(Instant.parse(offline.path("last_seen_at").asText()))
                .isBetween(before.minusSeconds(1), before.plusSeconds(4));
        assertThat(presence(bob)).isEqualTo(offline);
    }

    @Test
    void whoComesBackWithinTheGraceWasNeverGone() {
        onlooker.watch(bob, carol);
        Socket before = bob.connect(cluster.gateway(2));
        Socket goesForGood = carol.connect(cluster.gateway(2));
        onlooker.await(bob, 1);
        onlooker.await(carol, 1);

        before.close();
        goesForGood.close();
        try (Socket _ = bob.connect(cluster.gateway(3))) {
            onlooker.awaitOffline(carol);
            onlooker.socket().pass();

            assertThat(onlooker.heardOnline(bob)).containsExactly(true);
        }
    }

    @Test
    void whoWasOnAKilledGatewayIsOfflineUnlessElsewhere() {
        Person dave = cluster.register("Dave");
        Socket lost = bob.connect(cluster.gateway(4));
        Socket lostToo = dave.connect(cluster.gateway(4));
        List<Socket> both =
                List.of(carol.connect(cluster.gateway(4)), carol.connect(cluster.gateway(3)));
        onlooker.watch(bob, carol, dave);
        awaitNotedAsSeen(bob);

        long killed = System.nanoTime();
        cluster.processes().kill("gateway-4");
        try (Socket _ = dave.connect(cluster.gateway(2))) {
            JsonNode offline = onlooker.awaitOffline(bob);
            Duration after = Duration.ofNanos(System.nanoTime() - killed);
            onlooker.socket().pass();
            System.out.printf(
                    "PresenceIT: offline %d ms after the gateway was killed%n", after.toMillis());
            assertThat(after).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));

            assertThat(offline.path("last_seen_at").isTextual()).isTrue();
            assertThat(presence(bob).path("online").booleanValue()).isFalse();
            assertThat(presence(carol).path("online").booleanValue()).isTrue();
            assertThat(onlooker.heard(carol)).isEmpty();
            assertThat(onlooker.heard(dave)).isEmpty();
        } finally {
            cluster.processes().startAgain("gateway-4");
            lost.close();
            lostToo.close();
            both.forEach(Socket::close);
        }
    }

    @Test
    void whoHidesLooksAsIfNeverThere() {
        long chat = alice.directChatWith(bob);
        onlooker.watch(bob);
        try (Socket _ = bob.connect(cluster.gateway(2))) {
            onlooker.await(bob, 1);

            hide(bob, true);
            String nobody =
                    "{\"user_id\":%d,\"online\":false,\"last_seen_at\":null}".formatted(bob.id());
            assertThat(onlooker.await(bob, 2).toString()).isEqualTo(nobody);
            assertThat(presence(bob).toString()).isEqualTo(nobody);
            assertThat(onlineMembers(chat)).containsExactly(alice.id());
            try (Socket _ = bob.connect(cluster.gateway(3));
                    Socket _ = carol.connect(cluster.gateway(3))) {
                assertThat(onlooker.watch(bob, carol).get(0).toString()).isEqualTo(nobody);
            }

            hide(bob, false);
            assertThat(onlooker.await(bob, 3).path("online").booleanValue()).isTrue();
            assertThat(onlooker.heardOnline(bob)).containsExactly(true, false, true);
            assertThat(onlineMembers(chat)).containsExactly(alice.id(), bob.id());
        }
    }

    @Test
    void onlyThoseNamedLastAreWatched() {
        onlooker.watch(bob);
        onlooker.watch(carol);

        try (Socket _ = bob.connect(cluster.gateway(2));
                Socket _ = carol.connect(cluster.gateway(2))) {
            onlooker.await(carol, 1);
            onlooker.socket().pass();
            assertThat(onlooker.heard(bob)).isEmpty();
        }
        assertThat(onlooker.watch().isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeWatchedIsRefused() {
        List<Object> wrong =
                List.of(
                        "all",
                        List.of("1"),
                        List.of(0),
                        List.of(1.5),
                        List.of(List.of()),
                        LongStream.rangeClosed(1, 501).boxed().toList());

        for (Object userIds : wrong) {
            Frame refused = onlooker.tryWatching(userIds);
            assertThat(refused.event()).as("%s", userIds).isEqualTo("error");
            assertThat(refused.data().path("code").asText()).isEqualTo("invalid_input");
        }
        assertThat(onlooker.tryWatching(List.of(900_000_000_000L)).data().path("result").toString())
                .isEqualTo("[{\"user_id\":900000000000,\"online\":false,\"last_seen_at\":null}]");
    }

    @Test
    void presencesAreTakenUpAgainWhenRedisIsBack() {
        assumeThat(cluster.processes().pids()).as("a Redis of our own").containsKey("redis");
        try (Socket _ = bob.connect(cluster.gateway(2))) {
            onlooker.watch(bob, carol);

            cluster.processes().kill("redis");
            assertThat(alice.get("/api/v1/users/presence?ids=" + bob.id()).problem(503))
                    .isEqualTo("unavailable");
            assertThat(onlooker.tryWatching(List.of(carol.id(), alice.id(), 1)).event())
                    .isEqualTo("error");
            cluster.processes().startAgain("redis");

            Awaiting.upToSeconds(15)
                    .untilAsserted(() ->
                            assertThat(
                                            onlooker.watch(bob, carol)
                                                    .path(0)
                                                    .path("online")
                                                    .asBoolean())
                                    .isTrue());
            try (Socket _ = carol.connect(cluster.gateway(3))) {
                onlooker.await(carol, 1);
            }
            assertThat(onlooker.heard(bob)).isEmpty();
        }
    }

    /// Waits for the batch that notes a user who came.
    private void awaitNotedAsSeen(Person person) {
        Awaiting.upToSeconds(5)
                .until(() ->
                        cluster.database()
                                        .number(
                                                "SELECT count(last_seen_at) FROM user_presence"
                                                        + " WHERE user_id = ?",
                                                person.id())
                                == 1);
    }

    private JsonNode presence(Person person) {
        return alice.get("/api/v1/users/presence?ids=" + person.id()).as(200).get(0);
    }

    private List<Long> onlineMembers(long chat) {
        return Json.elements(alice.get("/api/v1/chats/" + chat + "/members").as(200)).stream()
                .filter(member -> member.path("online").booleanValue())
                .map(member -> member.path("user").path("id").longValue())
                .toList();
    }

    private static void hide(Person person, boolean hidden) {
        String body = Json.object("hidden", hidden);
        assertThat(person.rest().call("PATCH", "/api/v1/users/me/presence", body).as(200))
                .isEqualTo(Json.parse(body));
        assertThat(person.get("/api/v1/users/me/presence").as(200)).isEqualTo(Json.parse(body));
    }
}
