package org.chatcluster.deploy.cluster.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// A caller's trace goes on from the POST through Redis to the sockets.
@OnCluster
final class TracedIT {
    private static final String CALLER = "00f067aa0ba902b7";
    private static final int SERVER = 2;
    private static final int PRODUCER = 4;
    private static final int CONSUMER = 5;

    private final TestCluster cluster;

    TracedIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    private static String newTrace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        id[0] = 1;
        return HexFormat.of().formatHex(id);
    }

    private static SpanRecord one(List<SpanRecord> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void traceLeadsFromThePostThroughRedisToEverySocket() {
        Person alice = cluster.register("Alice").at(cluster.api(1));
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);
        String trace = newTrace();
        Rest traced = alice.rest().with("traceparent", "00-" + trace + "-" + CALLER + "-01");

        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            traced.post("/api/v1/messages", Json.object("chat_id", chat, "content", "traced"))
                    .as(201);
            aliceSocket.await("message.created", chat, 1);
            bobSocket.await("message.created", chat, 1);

            Awaiting.upToSeconds(15)
                    .untilAsserted(() ->
                            assertThat(cluster.collector().spansOf(trace))
                                    .extracting(SpanRecord::name)
                                    .containsExactlyInAnyOrder(
                                            "send message",
                                            "commit message",
                                            "publish message",
                                            "deliver message",
                                            "deliver message"));
        }
        List<SpanRecord> spans = cluster.collector().spansOf(trace);
        SpanRecord call = one(spans, "send message");
        SpanRecord publish = one(spans, "publish message");
        assertThat(call.parentId()).isEqualTo(CALLER);
        assertThat(call.kind()).isEqualTo(SERVER);
        assertThat(one(spans, "commit message").parentId()).isEqualTo(call.spanId());
        assertThat(publish.parentId()).isEqualTo(call.spanId());
        assertThat(publish.kind()).isEqualTo(PRODUCER);
        assertThat(spans)
                .filteredOn(span -> span.name().equals("deliver message"))
                .allSatisfy(span -> {
                    assertThat(span.parentId()).isEqualTo(publish.spanId());
                    assertThat(span.kind()).isEqualTo(CONSUMER);
                });
    }

    @Test
    void whatNobodyTracesIsNotTraced() {
        Person alice = cluster.register("Alice").at(cluster.api(1));
        long chat = alice.directChatWith(cluster.register("Bob"));
        String trace = newTrace();

        alice.rest()
                .with("traceparent", "00-" + trace + "-" + CALLER + "-00")
                .post("/api/v1/messages", Json.object("chat_id", chat, "content", "not traced"))
                .as(201);
        traceLeadsFromThePostThroughRedisToEverySocket();

        assertThat(cluster.collector().spansOf(trace)).isEmpty();
    }
}
