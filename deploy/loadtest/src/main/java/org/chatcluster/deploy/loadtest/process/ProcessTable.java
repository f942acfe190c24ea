package org.chatcluster.deploy.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All processes of the machine at one moment, from `/proc`.
final class ProcessTable {
    private final Map<Long, ProcStat> byPid;
    private final Map<Long, List<ProcStat>> byParent = new HashMap<>();

    private ProcessTable(Map<Long, ProcStat> byPid) {
        this.byPid = byPid;
        for (ProcStat stat : byPid.values()) {
            byParent.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(stat);
        }
    }

    /// Reads the processes; those that end meanwhile are left out.
    static ProcessTable read(Path proc) {
        Map<Long, ProcStat> byPid = new HashMap<>();
        try (Stream<Path> entries = Files.list(proc)) {
            for (Path entry : entries.toList()) {
                if (Character.isDigit(entry.getFileName().toString().charAt(0))) {
                    ProcStat.parse(contentOf(entry.resolve("stat")))
                            .ifPresent(stat -> byPid.put(stat.pid(), stat));
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot list " + proc, unreadable);
        }
        return new ProcessTable(byPid);
    }

    /// Returns the ticks of a process and all its living descendants; 0 if there is none.
    long ticksOfTree(long pid) {
        ProcStat root = byPid.get(pid);
        long ticks = root == null ? 0 : root.ticks();
        for (ProcStat child : byParent.getOrDefault(pid, List.of())) {
            ticks += ticksOfTree(child.pid());
        }
        return ticks;
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
