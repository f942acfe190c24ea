package org.chatcluster.deploy.loadtest.process;

import java.util.Optional;

/// One line of `/proc/<pid>/stat` (proc_pid_stat(5)).
///
/// @param ticks user and system time, its own and that of the children it has waited for: so the
///   sum over a process and its living descendants never loses what a short-lived child used
record ProcStat(long pid, long parent, long ticks) {
    private static final int PARENT = 1;
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;

    /// Reads a line, or returns empty if it is not such a line. The name in parentheses may hold
    /// spaces and parentheses itself.
    static Optional<ProcStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 1).strip().split(" ", -1);
        if (fields.length < FIRST_TIME + TIMES) {
            return Optional.empty();
        }
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        long pid = Long.parseLong(line.substring(0, open).strip());
        return Optional.of(new ProcStat(pid, Long.parseLong(fields[PARENT]), ticks));
    }
}
