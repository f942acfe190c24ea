package org.chatcluster.deploy.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much memory processes hold: resident, and for a Java VM the heap that a full collection
/// leaves.
public final class MemoryMeter {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP_USED = Pattern.compile("(?m)used (\\d+)K");
    private static final int COLLECTIONS = 3;

    private final Path proc;
    private final Jcmd jcmd;

    /// Takes the tool that asks Java VMs.
    public MemoryMeter(Jcmd jcmd) {
        this(Path.of("/proc"), jcmd);
    }

    MemoryMeter(Path proc, Jcmd jcmd) {
        this.proc = proc;
        this.jcmd = jcmd;
    }

    /// What one process holds, in KiB.
    ///
    /// @param heap of a Java VM after collection
    public record Held(long resident, long heap) {}

    /// Collects the garbage of the named Java processes, then returns what each holds.
    public Map<String, Held> held(Map<String, Long> pids, List<String> names) {
        Map<String, Held> held = new LinkedHashMap<>();
        for (String name : names) {
            long pid = pids.getOrDefault(name, 0L);
            for (int i = 0; i < COLLECTIONS; i++) {
                jcmd.run(pid, "GC.run");
            }
            long heap = first(HEAP_USED, jcmd.run(pid, "GC.heap_info"));
            held.put(name, new Held(resident(pid), heap));
        }
        return held;
    }

    /// Returns the resident KiB of a process, 0 if it is gone.
    long resident(long pid) {
        try {
            return first(
                    RESIDENT, Files.readString(proc.resolve(Long.toString(pid)).resolve("status")));
        } catch (IOException _) {
            return 0;
        }
    }

    private static long first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
