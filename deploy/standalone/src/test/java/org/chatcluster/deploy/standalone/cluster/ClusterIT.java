package org.chatcluster.deploy.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterIT {
    @TempDir private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPartIsAProcessThatCanDieAndComeBack() throws Exception {
        var deaths = new ConcurrentLinkedQueue<String>();
        List<ProcessHandle> processes = new ArrayList<>();
        try (Cluster cluster = Cluster.start(settings(Optional.empty()), _ -> {})) {
            assertThat(cluster.pids())
                    .containsOnlyKeys(
                            "postgres", "redis", "api-1", "gateway-1", "gateway-2", "balancer");
            assertThat(get(cluster, "/anything")).isEqualTo("api-1");
            assertThat(List.of(get(cluster, "/ws"), get(cluster, "/ws")))
                    .containsExactlyInAnyOrder("gateway-1", "gateway-2");
            assertThat(Files.readString(file("run/cluster.json")))
                    .contains("\"gateway-2\": " + cluster.pids().get("gateway-2"))
                    .contains(cluster.backends().databasePassword());
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file("run/cluster.json"))))
                    .isEqualTo("rw-------");

            cluster.onDeath((name, code) -> deaths.add(name + " " + code));
            cluster.kill("api-1");
            await().untilAsserted(() -> assertThat(deaths).containsExactly("api-1 137"));
            URI before = cluster.apis().getFirst();
            cluster.startAgain("api-1");
            assertThat(cluster.apis().getFirst()).isEqualTo(before);
            await().untilAsserted(() -> assertThat(get(cluster, "/anything")).isEqualTo("api-1"));
            assertThat(cluster.pids())
                    .containsEntry(
                            "api-1",
                            Long.valueOf(Files.readAllLines(file("run/api-1.pid")).getFirst()));
            cluster.pids().values().forEach(pid -> processes.add(handle(pid)));
        }
        assertThat(processes).hasSize(6).noneMatch(ProcessHandle::isAlive);
        assertThat(file("run")).isEmptyDirectory();
    }

    @Test
    void aPartThatDoesNotStartIsNamedAndNothingIsLeft() throws IOException {
        Applications failing =
                StandIn.applications().withEnvironment(Map.of("STAND_IN_FAILS", "yes"));
        ClusterSettings settings =
                new ClusterSettings(directory, new Topology(0, 1, 1), failing, given());

        assertThatThrownBy(() -> Cluster.start(settings, _ -> {}))
                .isInstanceOfSatisfying(
                        StartFailed.class,
                        failed -> {
                            assertThat(failed).hasMessageContaining("ended with exit code 3");
                            assertThat(failed.lastLines()).contains("stand-in was told to fail");
                        });
        assertThat(file("run")).isEmptyDirectory();
    }

    @Test
    void eachNodeIsGivenTheSettingsThatItKnowsAndNoOther() throws Exception {
        Applications applications =
                StandIn.applications()
                        .withEnvironment(
                                Map.of(
                                        "CHAT_SOCKET_MAX_AGE", "1h",
                                        "CHAT_SEND_LANES", "4",
                                        "CHAT_NODE_NAME", "all-alike"));
        ClusterSettings settings =
                new ClusterSettings(directory, new Topology(0, 1, 1), applications, given());

        try (Cluster cluster = Cluster.start(settings, _ -> {})) {
            assertThat(at(cluster.apis().getFirst(), "/settings"))
                    .contains("CHAT_SEND_LANES", "CHAT_DATABASE_URL")
                    .doesNotContain("CHAT_SOCKET_");
            assertThat(at(cluster.gateways().getFirst(), "/settings"))
                    .contains("CHAT_SOCKET_MAX_AGE", "CHAT_COMMAND_API_URLS")
                    .doesNotContain("CHAT_SEND_LANES");
            assertThat(at(cluster.apis().getFirst(), "/")).isEqualTo("api-1");
        }
    }

    @Test
    void whatAnEarlierClusterLeftRunningIsStopped() {
        Cluster left = Cluster.start(settings(given()), _ -> {});
        List<ProcessHandle> processes = new ArrayList<>();
        left.pids().values().forEach(pid -> processes.add(handle(pid)));

        try (Cluster cluster = Cluster.start(settings(given()), _ -> {})) {
            assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);
            assertThat(cluster.pids()).hasSize(4);
        }
    }

    private ClusterSettings settings(Optional<BackendAddresses> backends) {
        return new ClusterSettings(
                directory, new Topology(0, 1, 2), StandIn.applications(), backends);
    }

    private static Optional<BackendAddresses> given() {
        return Optional.of(new BackendAddresses("jdbc:none", "", "", "redis:none"));
    }

    private String get(Cluster cluster, String path) throws IOException, InterruptedException {
        return at(cluster.balancer(), path);
    }

    private String at(URI node, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
