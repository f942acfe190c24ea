/// The endpoint `/ws`: admits sockets, holds them as sessions, keeps their heartbeats, and closes
/// them. Must not know what the commands of a frame mean, nor Redis.
@NullMarked
package org.chatcluster.gateway.socket;

import org.jspecify.annotations.NullMarked;
