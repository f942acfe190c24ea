package org.chatcluster.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.TestBackends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyIT {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final ApiNode node = ApiNode.start(settings);
    private final Idempotency idempotency = node.bean(Idempotency.class);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void usersDoNotShareKeys() {
        Answer first = once(1, "shared");
        Answer other = once(2, "shared");
        Answer again = once(1, "shared");

        assertThat(other.body()).isNotEqualTo(first.body());
        assertThat(again).isEqualTo(first);
    }

    @Test
    void keyIsForgottenAfterADay() throws SQLException {
        Answer first = once(1, "old");
        execute("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");

        Answer second = once(1, "old");

        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(once(1, "old")).isEqualTo(second);
    }

    @Test
    void expiryRemovesWhatIsForgotten() throws SQLException {
        once(1, "expired");
        execute("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");

        node.bean(IdempotencyExpiry.class).forgetExpired();

        assertThat(count("SELECT count(*) FROM idempotency_keys")).isZero();
    }

    @Test
    void neitherKeyNorAnswerCanBeReadInTheTable() throws SQLException {
        once(1, "secret-key");

        assertThat(
                        count(
                                "SELECT count(*) FROM idempotency_keys WHERE key_digest LIKE"
                                        + " '%secret-key%' OR encode(decode(answer, 'base64'), 'escape') LIKE '%run%'"))
                .isZero();
    }

    private Answer once(long user, String key) {
        return idempotency.once(
                new Idempotency.Call(user, new IdempotencyKey(key), "TEST", Map.of("a", 1)),
                () -> new Outcome(200, Map.of("run", runs.incrementAndGet())));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestBackends.connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = TestBackends.connect(settings);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
