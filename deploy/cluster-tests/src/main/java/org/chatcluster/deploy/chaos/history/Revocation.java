package org.chatcluster.deploy.chaos.history;

/// A logout that was answered.
///
/// @param sessionId the socket that the family had open
/// @param tokenStillTaken whether no socket was closed because of its access token
public record Revocation(String device, String sessionId, long answered, boolean tokenStillTaken) {}
