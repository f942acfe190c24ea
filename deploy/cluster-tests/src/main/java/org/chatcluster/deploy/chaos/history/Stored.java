package org.chatcluster.deploy.chaos.history;

/// A message in PostgreSQL.
///
/// @param ts when it was written, shortly before the commit
public record Stored(long chatId, long seq, long authorId, String content, long ts) {}
