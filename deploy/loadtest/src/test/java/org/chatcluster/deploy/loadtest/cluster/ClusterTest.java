package org.chatcluster.deploy.loadtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    private static final String JSON =
            """
            {"balancer": "http://127.0.0.1:8000",
             "apis": ["http://127.0.0.1:8101"],
             "gateways": ["http://127.0.0.1:8201", "http://127.0.0.1:8202"],
             "database": {"url": "jdbc:postgresql://127.0.0.1:5432/chat", "username": "u", "password": "p"},
             "redis": "redis://127.0.0.1:6379",
             "keys": "keys",
             "pids": {"gateway-1": 12, "postgres": 34}}
            """;

    @TempDir private Path data;

    @Test
    void everythingIsReadFromTheDataFolder() throws IOException {
        write(JSON);

        Cluster cluster = Cluster.in(data);

        assertThat(cluster.balancer()).isEqualTo(new Target("127.0.0.1", 8000));
        assertThat(cluster.apis()).hasSize(1);
        assertThat(cluster.gateways())
                .containsExactly(new Target("127.0.0.1", 8201), new Target("127.0.0.1", 8202));
        assertThat(cluster.database().password()).isEqualTo("p");
        assertThat(cluster.signingKeys()).isEqualTo(data.resolve("keys/signing-keys.json"));
        assertThat(cluster.pids()).isEqualTo(Map.of("gateway-1", 12L, "postgres", 34L));
        assertThat(cluster.gatewayNames()).isEqualTo(List.of("gateway-1"));
        assertThat(cluster.javaNames()).isEqualTo(List.of("gateway-1"));
    }

    @Test
    void absentClusterIsSaidInOneSentence() {
        assertThatThrownBy(() -> Cluster.in(data))
                .isInstanceOf(UnusableCluster.class)
                .hasMessageStartingWith("no cluster runs in");
    }

    @Test
    void absentFieldIsNamed() throws IOException {
        write(JSON.replace("\"keys\"", "\"other\""));

        assertThatThrownBy(() -> Cluster.in(data))
                .isInstanceOf(UnusableCluster.class)
                .hasMessageContaining("\"keys\" is absent");
    }

    private void write(String json) throws IOException {
        Files.createDirectories(data.resolve("run"));
        Files.writeString(data.resolve("run/cluster.json"), json);
    }
}
