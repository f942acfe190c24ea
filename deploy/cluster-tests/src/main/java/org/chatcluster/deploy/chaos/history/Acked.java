package org.chatcluster.deploy.chaos.history;

/// A message that the server has acknowledged.
///
/// @param writer sends one message after the other, each once the one before is acknowledged
public record Acked(String writer, long chatId, long seq, String content) {}
