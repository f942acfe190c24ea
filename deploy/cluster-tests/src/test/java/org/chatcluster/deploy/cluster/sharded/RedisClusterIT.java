package org.chatcluster.deploy.cluster.sharded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the cluster does on one Redis, it does on three masters: with people whose channels lie on
/// different ones, while one is gone, silent, or loses a slot.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisClusterIT {
    private static final String MESSAGE = "message.created";
    private static final int MEMBERS = 100;

    private final ShardedCluster redis = ShardedCluster.start();
    private final List<Socket> sockets = new ArrayList<>();
    private List<Person> people = List.of();

    @BeforeAll
    void peopleOfEachMaster() {
        people = IntStream.range(0, RedisMasters.COUNT).mapToObj(redis::registerOn).toList();
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(Socket::close);
        sockets.clear();
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    private Socket connect(Person person, int gateway) {
        Socket socket = person.connect(redis.nodes().gateway(gateway));
        sockets.add(socket);
        return socket;
    }

    private Person at(Person person, int api) {
        return person.at(redis.nodes().api(api));
    }

    @Test
    void twoPeopleOfDifferentMastersOnDifferentGatewaysHearEachOther() {
        Person alice = people.get(0);
        Person bob = people.get(1);
        Socket alices = connect(alice, 1);
        Socket bobs = connect(bob, 2);
        long chat = alice.directChatWith(bob);

        JsonNode hello = at(alice, 1).send(chat, "hello");
        JsonNode answer = at(bob, 2).send(chat, "hello yourself");

        // Two API nodes published them.
        assertThat(alices.await(MESSAGE, chat, 2))
                .extracting(Frame::data)
                .containsExactlyInAnyOrder(hello, answer);
        assertThat(bobs.await(MESSAGE, chat, 2))
                .extracting(Frame::data)
                .containsExactlyInAnyOrder(hello, answer);
    }

    @Test
    void everyMemberOfAGroupOverAllMastersGetsEveryMessageOnceAndInOrder() {
        List<Person> members = redis.nodes().register("Member", MEMBERS);
        long chat =
                members.getFirst().group("All", members.stream().skip(1).toArray(Person[]::new));
        List<Socket> theirs =
                IntStream.range(0, MEMBERS)
                        .mapToObj(i -> connect(members.get(i), 1 + i % 2))
                        .toList();

        for (int i = 0; i < 20; i++) {
            at(members.get(i), 1).send(chat, "message " + i);
        }

        List<Long> all = LongStream.rangeClosed(1, 20).boxed().toList();
        assertThat(members.stream().map(member -> redis.masters().masterOf(member.id())))
                .contains(0, 1, 2);
        for (Socket socket : theirs) {
            assertThat(socket.await(MESSAGE, chat, 20))
                    .extracting(Frame::seq)
                    .containsExactlyElementsOf(all);
        }
    }

    @Test
    void presenceIsReadOffTheMasterOfEach() {
        List<Long> others = List.of(people.get(1).id(), people.get(2).id());
        // A node listens for a while for those whom another test had there.
        Awaiting.upToSeconds(20).until(() -> online(presenceOf(others)).isEmpty());
        Socket watching = connect(people.get(0), 1);
        String watch =
                Json.object("action", "watch_presence", "request_id", "w", "user_ids", others);
        assertThat(online(watching.ask("w", watch).data().path("result"))).isEmpty();

        connect(people.get(1), 2);
        connect(people.get(2), 2);

        Awaiting.upToSeconds(5)
                .until(() ->
                        watching.frames(frame -> frame.event().equals("presence")).size() >= 2);
        assertThat(online(presenceOf(others))).containsExactlyInAnyOrderElementsOf(others);
    }

    private JsonNode presenceOf(List<Long> users) {
        return at(people.get(0), 2)
                .get("/api/v1/users/presence?ids=" + users.get(0) + "," + users.get(1))
                .as(200);
    }

    private static List<Long> online(JsonNode presences) {
        return Json.elements(presences).stream()
                .filter(presence -> presence.path("online").booleanValue())
                .map(presence -> presence.path("user_id").longValue())
                .toList();
    }

    @Test
    void ticketsWorkOnceWhateverMasterTheyLieOn() {
        Person alice = people.get(0);
        for (int i = 0; i < 9; i++) {
            String ticket =
                    at(alice, 1 + i % 2)
                            .post("/api/v1/auth/ws-ticket", "")
                            .as(200)
                            .path("ticket")
                            .asText();
            Socket first = open(ticket, 1);

            assertThat(first.hello().path("user_id").longValue()).isEqualTo(alice.id());
            assertThat(open(ticket, 2).awaitClose()).isEqualTo(1008);
        }
    }

    private Socket open(String ticket, int gateway) {
        Socket socket =
                Socket.open(
                        redis.nodes().anonymous(),
                        redis.nodes().gateway(gateway),
                        "?ticket=" + ticket,
                        Map.of());
        sockets.add(socket);
        return socket;
    }

    @Test
    void logoutClosesTheSocketsOfPeopleOfEveryMaster() {
        for (int master = 0; master < RedisMasters.COUNT; master++) {
            Person leaving = redis.registerOn(master);
            Socket socket = connect(leaving, 1 + master % 2);

            leaving.post("/api/v1/auth/logout", "").as(204);

            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    @Test
    void limitsHoldOverAllApiNodes() {
        Person alice = people.get(0);
        String wrong =
                Json.object("email", alice.user().path("email").asText(), "password", "wrong one");

        List<Integer> answers =
                IntStream.range(0, 30)
                        .map(i ->
                                redis.nodes()
                                        .anonymous()
                                        .at(redis.nodes().api(1 + i % 2))
                                        .post("/api/v1/auth/login", wrong)
                                        .status())
                        .boxed()
                        .toList();

        assertThat(answers).contains(401).endsWith(429);
    }

    @Test
    void aKilledMasterIsMissedByItsUsersAloneAndTheyGetAllOfItWhenItIsBack() {
        losesNothing(redis.masters()::kill, redis.masters()::startAgain);
    }

    @Test
    void aSilentMasterIsMissedByItsUsersAloneAndTheyGetAllOfItWhenItIsBack() {
        losesNothing(redis.masters()::pause, redis.masters()::goOn);
    }

    private void losesNothing(IntConsumer begin, IntConsumer end) {
        List<Socket> theirs =
                IntStream.range(0, people.size())
                        .mapToObj(i -> connect(people.get(i), 1 + i % 2))
                        .toList();
        long group = people.get(1).group("Three", people.get(0), people.get(2));
        people.get(1).send(group, "before");
        theirs.forEach(socket -> socket.await(MESSAGE, group, 1));

        begin.accept(0);
        for (int i = 0; i < 10; i++) {
            Duration took = timeOf(people.get(1), theirs.get(2), group, i + 2);
            assertThat(took)
                    .as("message %s without the master", i)
                    .isLessThan(Duration.ofSeconds(3));
        }
        redis.awaitReadiness(status -> status == 503, 8);
        end.accept(0);
        redis.awaitReadiness(status -> status == 200, 15);
        people.get(2).send(group, "after");

        for (Socket socket : theirs) {
            socket.await("all of them", _ -> seqs(socket, group).size() == 12);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    private Duration timeOf(Person sender, Socket receiver, long chat, int seq) {
        long before = System.nanoTime();
        at(sender, 1 + seq % 2).send(chat, "message " + seq);
        receiver.await("seq " + seq, frame -> frame.is(MESSAGE, chat) && frame.seq() == seq);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private static List<Long> seqs(Socket socket, long chat) {
        return socket.frames(MESSAGE, chat).stream().map(Frame::seq).distinct().sorted().toList();
    }

    @Test
    void nothingIsLostWhileASlotMovesFromMasterToMaster() {
        Person sender = people.get(1);
        Person moving = redis.registerOn(0);
        Socket socket = connect(moving, 2);
        long chat = sender.directChatWith(moving);
        int messages = 60;

        for (int i = 1; i <= messages; i++) {
            if (i % 20 == 10) {
                redis.masters().moveSlotOf(moving.id(), i / 20 % 2 + 1);
            }
            at(sender, 1 + i % 2).send(chat, "message " + i);
        }

        List<Long> all = LongStream.rangeClosed(1, messages).boxed().toList();
        socket.await("all of them", _ -> seqs(socket, chat).equals(all));
        Duration took = timeOf(sender, socket, chat, messages + 1);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }
}
