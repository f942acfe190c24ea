package org.chatcluster.deploy.chaos.history;

/// An unread count as `GET /chats` told it in the end, and as it is.
public record Unread(long userId, long chatId, long told, long truth) {}
