package org.chatcluster.deploy.loadtest.scenario;

import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;

/// Who talks to whom, and how fast.
///
/// @param kind direct chats or groups
/// @param chats how many
/// @param members of each
/// @param rate messages a second over all chats; 0 for the most that finishes
/// @param underWay for the most: how many messages are under way at any time; by REST: how many
///   connections
/// @param rest whether messages go by REST instead of on the author's socket
public record Traffic(Kind kind, int chats, int members, int rate, int underWay, boolean rest) {}
