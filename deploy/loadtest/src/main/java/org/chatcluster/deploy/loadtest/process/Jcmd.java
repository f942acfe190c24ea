package org.chatcluster.deploy.loadtest.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs the `jcmd` of the JDK that this runs on.
public final class Jcmd {
    private static final String RECORDING = "name=loadtest";

    private final Path program;

    /// Takes the JDK's folder.
    public Jcmd(Path javaHome) {
        this.program = javaHome.resolve("bin").resolve("jcmd");
    }

    /// Returns whether there is such a tool.
    public boolean isInstalled() {
        return Files.isExecutable(program);
    }

    /// Runs one command on a Java VM and returns what it prints; nothing if it cannot be asked.
    String run(long pid, String... command) {
        List<String> words = new ArrayList<>(List.of(program.toString(), Long.toString(pid)));
        words.addAll(Arrays.asList(command));
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Begins a flight recording with the JDK's `profile` settings in each of these processes.
    public void startRecordings(Map<String, Long> pids, List<String> names) {
        for (String name : names) {
            run(pids.getOrDefault(name, 0L), "JFR.start", RECORDING, "settings=profile");
        }
    }

    /// Ends the recordings, and leaves them as `<name>.jfr` in the folder.
    public void stopRecordings(Map<String, Long> pids, List<String> names, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        for (String name : names) {
            Path file = folder.resolve(name + ".jfr").toAbsolutePath();
            run(pids.getOrDefault(name, 0L), "JFR.stop", RECORDING, "filename=" + file);
        }
    }
}
