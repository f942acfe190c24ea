package org.chatcluster.api.outbox;

/// Redis is not connected; the event waits in the outbox.
final class ChannelsUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChannelsUnreachable() {
        super("redis is not connected", null, false, false);
    }
}
