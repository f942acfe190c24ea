package org.chatcluster.deploy.chaos.history;

/// A message that a client has handed on.
///
/// @param session the number of the socket that brought it
/// @param resumed whether `resume` brought it
public record Arrival(
        long chatId, long seq, String content, long at, int session, boolean resumed) {}
