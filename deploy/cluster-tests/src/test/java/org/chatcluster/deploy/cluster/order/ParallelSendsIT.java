package org.chatcluster.deploy.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two hundred sends to one chat at once, by its four members over both API nodes.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ParallelSendsIT {
    private static final int SENDS = 200;

    private final List<Person> members;
    private final List<Socket> sockets;
    private final long chat;
    private final List<JsonNode> answers;

    ParallelSendsIT(TestCluster cluster) {
        this.members = cluster.register("Member", 4);
        this.chat =
                members.getFirst()
                        .group("Parallel", members.stream().skip(1).toArray(Person[]::new));
        this.sockets =
                List.of(
                        members.get(0).connect(cluster.gateway(1)),
                        members.get(1).connect(cluster.gateway(2)),
                        members.get(2).connect(cluster.balancer()),
                        members.get(3).connect(cluster.gateway(1)),
                        members.get(3).connect(cluster.gateway(2)));
        this.answers =
                Parallel.times(
                        SENDS,
                        i ->
                                members.get(i % 4)
                                        .at(cluster.api(1 + i / 4 % 2))
                                        .send(chat, "parallel message " + i));
    }

    @AfterAll
    void disconnect() {
        sockets.forEach(Socket::close);
    }

    @Test
    void seqsAreContiguousFromOne() {
        assertThat(answers.stream().map(answer -> answer.path("seq").longValue()).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, SENDS).boxed().toList());
        assertThat(members.getFirst().chat(chat).path("seq").longValue()).isEqualTo(SENDS);
    }

    @Test
    void everySocketOfEveryMemberGetsEveryMessageOnceAndByteForByteTheSame() {
        List<Map<Long, String>> bySocket =
                sockets.stream()
                        .map(socket -> bySeq(socket.await("message.created", chat, SENDS)))
                        .toList();

        assertThat(bySocket.getFirst()).hasSize(SENDS);
        assertThat(bySocket).containsOnly(bySocket.getFirst());
        sockets.forEach(
                socket -> assertThat(socket.frames("message.created", chat)).hasSize(SENDS));
    }

    @Test
    void framesAreTheAnswersOfTheCalls() {
        List<JsonNode> frames =
                sockets.getFirst().await("message.created", chat, SENDS).stream()
                        .map(Frame::data)
                        .sorted(Comparator.comparingLong(data -> data.path("seq").longValue()))
                        .toList();

        assertThat(frames).containsExactlyElementsOf(answersBySeq());
    }

    @Test
    void timesDoNotGoBackwardsWithSeq() {
        assertThat(answersBySeq().stream().map(answer -> answer.path("ts").asText())).isSorted();
    }

    @Test
    void pagesGiveTheSameMessages() {
        JsonNode page =
                members.getFirst().get("/api/v1/chats/" + chat + "/messages?limit=200").as(200);

        assertThat(Json.elements(page)).containsExactlyElementsOf(answersBySeq());
    }

    @Test
    void unreadIsWhatOthersSent() {
        members.forEach(member ->
                assertThat(member.chat(chat).path("unread_count").intValue())
                        .isEqualTo(SENDS - SENDS / 4));
    }

    private List<JsonNode> answersBySeq() {
        return answers.stream()
                .sorted(Comparator.comparingLong(answer -> answer.path("seq").longValue()))
                .toList();
    }

    private static Map<Long, String> bySeq(List<Frame> frames) {
        return frames.stream()
                .collect(
                        Collectors.toMap(
                                Frame::seq, Frame::raw, (first, _) -> first, TreeMap::new));
    }
}
