package org.chatcluster.deploy.cluster.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One group of 200 connected members, spread over all four gateways.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManyMembersIT {
    private static final int MEMBERS = 200;

    private final List<Person> members;
    private final List<Socket> sockets;
    private final long chat;

    ManyMembersIT(TestCluster cluster) {
        this.members = cluster.register("Member", MEMBERS);
        Person[] others = members.stream().skip(1).toArray(Person[]::new);
        this.chat = members.getFirst().group("Two hundred", others);
        this.sockets =
                IntStream.range(0, MEMBERS)
                        .mapToObj(i ->
                                members.get(i).connect(cluster.gateway(1 + i % cluster.gateways())))
                        .toList();
    }

    @AfterAll
    void disconnect() {
        sockets.forEach(Socket::close);
    }

    @Test
    void eachOfTwoHundredMembersOnFourGatewaysGetsAMessageExactlyOnce() {
        JsonNode first = members.getFirst().send(chat, "to two hundred people");
        JsonNode second = members.getLast().send(chat, "and once more to all of them");

        Awaiting.upToSeconds(15)
                .until(() ->
                        sockets.stream()
                                .allMatch(socket ->
                                        socket.frames("message.created", chat).size() >= 2));
        sockets.forEach(Socket::pass);
        List<Frame> frames = sockets.getFirst().frames("message.created", chat);
        assertThat(frames).extracting(Frame::data).containsExactlyInAnyOrder(first, second);
        assertThat(sockets)
                .allSatisfy(socket ->
                        assertThat(socket.frames("message.created", chat))
                                .containsExactlyInAnyOrderElementsOf(frames));
        assertThat(sockets.stream().map(socket -> socket.hello().path("node").asText()).distinct())
                .containsExactlyInAnyOrder("gateway-1", "gateway-2", "gateway-3", "gateway-4");
    }
}
