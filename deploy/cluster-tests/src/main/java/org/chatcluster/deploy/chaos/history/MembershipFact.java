package org.chatcluster.deploy.chaos.history;

/// Somebody came to a group or went, as a system message in PostgreSQL tells it.
///
/// @param ts when it was written, shortly before the commit
public record MembershipFact(long chatId, long seq, long userId, boolean came, long ts) {}
