package org.chatcluster.deploy.chaos.history;

/// Where a read mark stood.
public record Mark(long userId, long chatId, long seq) {}
