package org.chatcluster.deploy.backends;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// Servers in containers. Loaded only where Testcontainers is on the class path.
record ContainerBackends(PostgreSQLContainer postgres, GenericContainer<?> redis) {
    private static final int REDIS_PORT = 6379;

    static ContainerBackends start() {
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(DockerImageName.parse(DockerEngine.POSTGRES_IMAGE))
                        .withUsername("postgres")
                        .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=100");
        GenericContainer<?> redis =
                new GenericContainer<>(DockerImageName.parse(DockerEngine.REDIS_IMAGE))
                        .withExposedPorts(REDIS_PORT);
        ContainerBackends containers = new ContainerBackends(postgres, redis);
        try {
            postgres.start();
            redis.start();
            return containers;
        } catch (RuntimeException failed) {
            containers.stop();
            throw failed;
        }
    }

    BackendAddresses addresses() {
        return new BackendAddresses(
                postgres.getJdbcUrl(),
                postgres.getUsername(),
                postgres.getPassword(),
                "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT));
    }

    void stop() {
        redis.stop();
        postgres.stop();
    }
}
