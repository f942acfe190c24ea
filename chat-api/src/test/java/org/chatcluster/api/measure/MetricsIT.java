package org.chatcluster.api.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What Prometheus gets of an API node, and what others do not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private final NodeWithChats chats = new NodeWithChats();

    @AfterAll
    void stop() {
        chats.close();
    }

    private Reply get(String path, String... headers) {
        return chats.node().rest().get(path, headers);
    }

    /// Returns the value of the first metric whose line begins so.
    private double value(String start) {
        String metrics = get("/prometheus").text();
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " in " + metrics));
    }

    @Test
    void whatComesThroughAProxyGetsNoMetrics() {
        assertThat(get("/prometheus").status()).isEqualTo(200);
        assertThat(get("/prometheus", "X-Forwarded-For", "10.0.0.1").status()).isEqualTo(404);
        assertThat(get("/prometheus", "Via", "1.1 somebody").status()).isEqualTo(404);
    }

    @Test
    void nodeSaysThatItHasStarted() {
        assertThat(get("/health/startup").status()).isEqualTo(200);
    }

    @Test
    void sendsAndWhatTheyCostAreTold() {
        Reply anna = chats.node().rest().login("anna", "demo12345");
        Reply boris = chats.node().rest().login("boris", "demo12345");
        long chat = chats.group(anna, boris);
        double sends = value("chat_api_send_seconds_count{node=\"api-1\"}");
        double events = value("chat_api_published_events_total");

        assertThat(chats.send(anna, chat, "counted").status()).isEqualTo(201);

        assertThat(value("chat_api_send_seconds_count{node=\"api-1\"}")).isEqualTo(sends + 1);
        assertThat(value("chat_api_send_seconds_bucket{node=\"api-1\",le=\"5.0\"}")).isPositive();
        await().until(() -> value("chat_api_published_events_total") > events);
        assertThat(value("chat_api_published_channels_total")).isGreaterThanOrEqualTo(2);
        assertThat(value("chat_api_send_batches_total")).isPositive();
        assertThat(value("chat_api_send_waiting")).isZero();
        for (String pool : new String[] {"default", "send", "health"}) {
            assertThat(value("hikaricp_connections_pending{node=\"api-1\",pool=\"" + pool + "\"}"))
                    .isZero();
        }
    }

    @Test
    void refusalsAreCountedByTheirCode() {
        String notSignedIn =
                "chat_api_refusals_total{code=\"unauthorized\",node=\"api-1\",status=\"401\"}";
        double before = value(notSignedIn);

        assertThat(get("/api/v1/users/me").status()).isEqualTo(401);

        assertThat(value(notSignedIn)).isEqualTo(before + 1);
        assertThat(value("chat_api_refusals_total{code=\"rate_limited\"")).isNotNegative();
    }

    @Test
    void ageAndDepthOfTheOutboxAreTold() {
        chats.run(
                """
                INSERT INTO outbox (event, chat_id, seq, members_version, created_at)
                VALUES (99, 0, 0, 0, clock_timestamp() - interval '1 hour'),
                       (99, 0, 0, 0, 'infinity')
                """);

        await().untilAsserted(() -> {
            assertThat(value("chat_api_outbox_age_seconds")).isBetween(3_600.0, 3_700.0);
            assertThat(value("chat_api_outbox_rows")).isPositive();
            assertThat(value("chat_api_outbox_aside_rows")).isEqualTo(1);
        });
    }

    /// The alert of a database that is away goes by it.
    @Test
    void outboxThatCannotBeAskedForIsNotANumber() {
        chats.run("ALTER TABLE outbox RENAME TO outbox_elsewhere");
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(value("chat_api_outbox_age_seconds")).isNaN());
            assertThat(value("chat_api_outbox_rows")).isNaN();
            assertThat(value("chat_api_outbox_aside_rows")).isNaN();
        } finally {
            chats.run("ALTER TABLE outbox_elsewhere RENAME TO outbox");
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(value("chat_api_outbox_age_seconds")).isNotNaN());
    }
}
