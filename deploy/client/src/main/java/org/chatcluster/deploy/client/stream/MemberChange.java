package org.chatcluster.deploy.client.stream;

/// Somebody became a member of a chat, or ceased to be one.
///
/// @param seq the chat's, when it happened
public record MemberChange(long chatId, long seq, long userId, boolean isMember) {}
