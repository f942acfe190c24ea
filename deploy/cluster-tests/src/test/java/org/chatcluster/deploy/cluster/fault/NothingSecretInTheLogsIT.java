package org.chatcluster.deploy.cluster.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.chatcluster.deploy.cluster.Logs;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.OneTry;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Secrets;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Reads all logs at debug level after everything else has run: whatever the suite's clients sent
/// or got as a password, token, ticket or content stands in none of them. Runs last.
@OnCluster
@OneTry
@Order(Integer.MAX_VALUE)
final class NothingSecretInTheLogsIT {
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.");
    private static final List<String> OF_OURS = List.of("api-", "gateway-", "balancer");

    private final TestCluster cluster;

    NothingSecretInTheLogsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void logsHoldNoTokenPasswordTicketOrContent() {
        somebodyDoesALittleOfEverything();
        Secrets.Search search = cluster.secrets().search();

        for (Path log : cluster.logs().files()) {
            for (String line : Logs.lines(log)) {
                assertThat(search.in(line)).as("%s: %s", log.getFileName(), line).isEmpty();
                assertThat(TOKEN.matcher(line).find())
                        .as("%s: %s", log.getFileName(), line)
                        .isFalse();
            }
        }
        assertThat(cluster.secrets().count()).isPositive();
    }

    @Test
    void nothingWentWrongInsideThatNobodyExpected() {
        assertThat(
                        OF_OURS.stream()
                                .flatMap(
                                        part -> cluster.logs().linesWith(part, " ERROR ").stream()))
                .isEmpty();
    }

    private void somebodyDoesALittleOfEverything() {
        Person alice = cluster.register("Alice");
        long chat = alice.directChatWith(cluster.register("Bob"));
        alice.post("/api/v1/auth/ws-ticket", "").as(200);
        try (Socket socket = alice.connect(cluster.balancer())) {
            alice.send(chat, "content that no log may hold");
            socket.await("message.created", chat, 1);
        }
    }
}
