package org.chatcluster.deploy.client.session;

/// What a socket brings, or a helper thread, to the thread of its session.
sealed interface Incoming {
    record Text(String frame) implements Incoming {}

    record Sign() implements Incoming {}

    record Renewed(String token) implements Incoming {}
}
