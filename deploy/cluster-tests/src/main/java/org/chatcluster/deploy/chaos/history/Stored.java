package org.chatcluster.deploy.chaos.history;

/// A message in PostgreSQL.
///
/// @param ts when it was written, shortly before the commit
/// @param changedAt when it was changed last; `ts` if it was not
/// @param system whether it is the server's own, on somebody who came or went
public record Stored(
        long chatId,
        long seq,
        long authorId,
        State state,
        long ts,
        long changedAt,
        boolean system) {}
