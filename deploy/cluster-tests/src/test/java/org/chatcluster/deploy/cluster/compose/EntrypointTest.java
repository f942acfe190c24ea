package org.chatcluster.deploy.cluster.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chatcluster.deploy.cluster.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How `deploy/docker/entrypoint` shares out a container's memory: the script as it is, but for the
/// folder of control groups and for the JVM, of which it shows the command line.
@EnabledOnOs(OS.LINUX)
final class EntrypointTest {
    private static final long MEBI = 1024 * 1024;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "chat-gateway, memory.max, 192",
        "chat-gateway, memory/memory.limit_in_bytes, 192",
        "chat-api, memory.max, 96"
    })
    void buffersHaveAShareOfTheContainersLimit(String node, String file, long mebibytes)
            throws Exception {
        limit(file, String.valueOf(768 * MEBI));

        assertThat(bufferBytes(node)).isEqualTo(mebibytes * MEBI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "9223372036854771712", ""})
    void withoutALimitTheyHaveAShareOfTheMachine(String none) throws Exception {
        limit("memory.max", none);

        assertThat(bufferBytes("chat-gateway")).isEqualTo(machineBytes() / 4);
    }

    @Test
    void withoutControlGroupsTheyHaveAShareOfTheMachine() throws Exception {
        assertThat(bufferBytes("chat-gateway")).isEqualTo(machineBytes() / 4);
    }

    @ParameterizedTest
    @CsvSource({"chat-gateway, 25", "chat-api, 12.5"})
    void heapAndBuffersLeaveAThirdToTheJvmItself(String node, double buffers) throws IOException {
        double heap =
                Files.readAllLines(docker().resolve(node + ".options")).stream()
                        .filter(line -> line.startsWith("-XX:MaxRAMPercentage="))
                        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".*=", "")))
                        .sum();

        assertThat(heap).isGreaterThanOrEqualTo(40);
        assertThat(heap + buffers).isLessThanOrEqualTo(66);
    }

    private void limit(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content + "\n");
    }

    private long bufferBytes(String node) throws IOException, InterruptedException {
        Path script =
                Files.writeString(
                        folder.resolve("entrypoint"),
                        Files.readString(docker().resolve("entrypoint"))
                                .replace("/sys/fs/cgroup", folder.toString())
                                .replace("exec java ", "echo "));
        ProcessBuilder shell =
                new ProcessBuilder(List.of("sh", script.toString(), node))
                        .redirectErrorStream(true);
        shell.environment().clear();
        shell.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        shell.environment().put("HOSTNAME", "node-1");
        shell.environment().put("JAVA_OPTIONS", "-Xlog:gc");
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .matches(
                        "@/app/jvm.options -XX:MaxDirectMemorySize=\\d+ -Xlog:gc -jar /app/"
                                + node
                                + ".jar\n");
        return Long.parseLong(output.replaceFirst("(?s).*Size=(\\d+) .*", "$1"));
    }

    private static long machineBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private static Path docker() {
        return Checkout.root().resolve("deploy/docker");
    }
}
