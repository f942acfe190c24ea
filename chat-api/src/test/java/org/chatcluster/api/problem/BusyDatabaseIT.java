package org.chatcluster.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.chatcluster.api.node.TestBackends;
import org.junit.jupiter.api.Test;

class BusyDatabaseIT {
    private final Map<String, Object> settings =
            ApiNode.settings(Map.of("chat.database.pool-size", 2));

    @Test
    void heldLockIsUnavailableUntilItIsReleased() throws SQLException {
        try (ApiNode node = ApiNode.start(settings);
                Connection other = TestBackends.connect(settings)) {
            Reply login = node.rest().login("anna", "demo12345");
            lockUsers(other);

            Reply held = node.rest().get("/api/v1/users/me", login.bearer());
            other.rollback();
            Reply free = node.rest().get("/api/v1/users/me", login.bearer());

            assertUnavailable(held);
            assertThat(free.status()).isEqualTo(200);
        }
    }

    @Test
    void exhaustedPoolIsUnavailable() throws Exception {
        try (ApiNode node = ApiNode.start(settings);
                Connection other = TestBackends.connect(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Reply login = node.rest().login("anna", "demo12345");
            lockUsers(other);

            Callable<Reply> call = () -> node.rest().get("/api/v1/users/me", login.bearer());
            Callable<Reply> health = () -> node.rest().get("/health/readiness");
            List<Reply> replies =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 11)
                                            .mapToObj(i -> i < 10 ? call : health)
                                            .toList())
                            .stream()
                            .map(Future::resultNow)
                            .toList();

            assertThat(replies.subList(0, 10)).allSatisfy(BusyDatabaseIT::assertUnavailable);
            assertThat(replies.get(10).status()).isEqualTo(200);
        }
    }

    private static void lockUsers(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.field("code")).isEqualTo("unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
}
