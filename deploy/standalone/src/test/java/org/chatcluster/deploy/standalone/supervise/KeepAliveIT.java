package org.chatcluster.deploy.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.standalone.cluster.Cluster;
import org.chatcluster.deploy.standalone.cluster.ClusterSettings;
import org.chatcluster.deploy.standalone.cluster.StandIn;
import org.chatcluster.deploy.standalone.cluster.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeepAliveIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> ready = new CopyOnWriteArrayList<>();
    private Cluster cluster;
    private long firstPid;

    @BeforeEach
    void start() {
        BackendAddresses nowhere = new BackendAddresses("jdbc:none", "", "", "redis:none");
        Map<String, String> environment =
                Map.of("STAND_IN_FAILS_ONCE", directory.resolve("fail-once").toString());
        cluster =
                Cluster.start(
                        new ClusterSettings(
                                directory,
                                new Topology(0, 1, 1),
                                StandIn.applications().withEnvironment(environment),
                                Optional.of(nowhere)),
                        line -> {
                            if (line.startsWith("api-1 is ready")) {
                                ready.add(line);
                            }
                        });
        firstPid = pid();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aProcessThatDiesIsReportedAndStartedAgain() throws IOException {
        URI url = cluster.apis().getFirst();

        try (KeepAlive _ = KeepAlive.of(cluster, said::add)) {
            cluster.kill("api-1");
            awaitReadiness(2);
        }

        assertThat(said).containsExactly("api-1 died by signal 9, starting it again in 0.2 s");
        assertThat(cluster.apis()).containsExactly(url);
        assertThat(pid()).isNotEqualTo(firstPid);
        assertThat(Files.readAllLines(directory.resolve("run/api-1.pid")).getFirst())
                .isEqualTo(Long.toString(pid()));
    }

    @Test
    void aProcessThatDiedBeforeAnybodyAskedIsStartedAgain() {
        cluster.kill("api-1");

        try (KeepAlive _ = KeepAlive.of(cluster, said::add)) {
            awaitReadiness(2);
        }

        assertThat(said).containsExactly("api-1 died by signal 9, starting it again in 0.2 s");
    }

    @Test
    void aProcessThatDiesWhileBeingStartedAgainHasOneRevival() throws IOException {
        Files.createFile(directory.resolve("fail-once"));

        try (KeepAlive _ = KeepAlive.of(cluster, said::add)) {
            cluster.kill("api-1");
            awaitReadiness(2);
            long revived = pid();
            await().during(Duration.ofSeconds(2)).until(() -> pid() == revived);
        }

        assertThat(said)
                .containsExactly(
                        "api-1 died by signal 9, starting it again in 0.2 s",
                        "api-1 did not come back: api-1 ended with exit code 3 while starting,"
                                + " starting it again in 0.4 s");
        assertThat(ready).hasSize(2);
    }

    @Test
    void whateverGoesWrongInARevivalItIsTriedAgain() throws IOException {
        Path pidFile = directory.resolve("run/api-1.pid");

        try (KeepAlive _ = KeepAlive.of(cluster, said::add)) {
            Files.delete(pidFile);
            Path inTheWay = Files.createFile(Files.createDirectory(pidFile).resolve("file"));
            cluster.kill("api-1");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(said).hasSizeGreaterThan(1));
            Files.delete(inTheWay);
            awaitReadiness(2);
        }

        assertThat(said.get(1)).contains("api-1 did not come back:", "cannot remove " + pidFile);
    }

    private void awaitReadiness(int times) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(ready).hasSize(times));
    }

    private long pid() {
        return cluster.pids().getOrDefault("api-1", 0L);
    }
}
