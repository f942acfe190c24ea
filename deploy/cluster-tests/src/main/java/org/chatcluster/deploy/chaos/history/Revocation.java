package org.chatcluster.deploy.chaos.history;

/// A logout that was answered.
///
/// @param sessionId the socket that the family had open
/// @param tokenStillTaken whether its access token opened a socket long after
public record Revocation(String device, String sessionId, long answered, boolean tokenStillTaken) {}
