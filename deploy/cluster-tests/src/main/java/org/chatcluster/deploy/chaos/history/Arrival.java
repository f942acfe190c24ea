package org.chatcluster.deploy.chaos.history;

/// A message that a client has handed on, new or changed.
///
/// @param session the number of the socket that brought it
/// @param resumed whether `resume` brought it
public record Arrival(long chatId, long seq, State state, long at, int session, boolean resumed) {}
