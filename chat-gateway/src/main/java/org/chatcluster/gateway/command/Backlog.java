package org.chatcluster.gateway.command;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The commands of one session that wait for their turn, and what they hold in memory. For the
/// session's event loop alone.
final class Backlog {
    /// Bytes of frames that may wait: two of the largest.
    static final int MOST_BYTES = 131_072;

    private record Waiting(Command command, int bytes) {}

    private final int mostCommands;
    private final Queue<Waiting> waiting = new ArrayDeque<>(4);
    private int bytes;

    Backlog(int mostCommands) {
        this.mostCommands = mostCommands;
    }

    /// Takes a command, even if the backlog is full.
    ///
    /// @param size of the frame that brought it, in bytes
    void add(Command command, int size) {
        waiting.add(new Waiting(command, size));
        bytes += size;
    }

    /// Takes the first command out, or returns null if there is none.
    @Nullable Command poll() {
        Waiting first = waiting.poll();
        if (first == null) {
            return null;
        }
        bytes -= first.bytes;
        return first.command;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Returns whether no more should come.
    boolean isFull() {
        return waiting.size() >= mostCommands || bytes >= MOST_BYTES;
    }

    /// Returns whether more may come after it was full.
    boolean isHalfEmpty() {
        return waiting.size() <= mostCommands / 2 && bytes <= MOST_BYTES / 2;
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }
}
