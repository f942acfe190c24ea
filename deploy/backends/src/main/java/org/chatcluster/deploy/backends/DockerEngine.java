package org.chatcluster.deploy.backends;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The Docker engine of this machine, asked through its command line with short limits: a library
/// that finds no engine or no image may wait for minutes.
final class DockerEngine {
    /// What the tests run in containers.
    static final String POSTGRES_IMAGE = "postgres:17";

    static final String REDIS_IMAGE = "redis:8";

    /// What Testcontainers 2.0.5 itself runs: it waits for minutes where it can't be had.
    private static final String CHECK_IMAGE = "alpine:3.17";

    private static final String CLEANER_IMAGE = "testcontainers/ryuk:0.14.0";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration PULL_LIMIT = Duration.ofSeconds(90);

    private DockerEngine() {}

    /// Returns whether the engine answers, Testcontainers is on the class path, and each image is
    /// there or could be pulled.
    static boolean isUsable() {
        return hasTestcontainers()
                && succeeds(ANSWER_LIMIT, "info")
                && images().stream().allMatch(DockerEngine::hasImage);
    }

    private static List<String> images() {
        List<String> images = new ArrayList<>(List.of(POSTGRES_IMAGE, REDIS_IMAGE, CHECK_IMAGE));
        if (!"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            images.add(CLEANER_IMAGE);
        }
        return images;
    }

    private static boolean hasImage(String image) {
        return succeeds(ANSWER_LIMIT, "image", "inspect", image)
                || succeeds(PULL_LIMIT, "pull", "--quiet", image);
    }

    private static boolean hasTestcontainers() {
        try {
            Class.forName(
                    "org.testcontainers.postgresql.PostgreSQLContainer",
                    false,
                    DockerEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    private static boolean succeeds(Duration limit, String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(command(arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return command;
    }
}
