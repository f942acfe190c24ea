package org.chatcluster.deploy.chaos.history;

import org.chatcluster.deploy.client.stream.ChatEvent;

/// An event of a chat that a device was told, in the order in which they came.
///
/// @param session the number of the socket that brought it
public record Told(ChatEvent event, long at, int session) {}
