package org.chatcluster.deploy.chaos.fault;

/// What can go wrong. A fault ends when its cause is gone: a paused part goes on, Redis or
/// PostgreSQL serve again, subscribers are let in; a killed or drained node and another closed
/// connection are gone at once, since others are there to take over.
public enum FaultKind {
    GATEWAY_KILLED("gateway", true),
    GATEWAY_PAUSED("gateway", false),
    GATEWAY_DRAINED("gateway", true),
    API_KILLED("api", false),
    API_PAUSED("api", false),
    API_DRAINED("api", false),
    REDIS_KILLED("redis", false),
    REDIS_PAUSED("redis", false),
    REDIS_SUBSCRIBERS_CLOSED("redis", false),
    REDIS_PUBLISHERS_CLOSED("redis", false),
    POSTGRES_KILLED("postgres", false),
    POSTGRES_PAUSED("postgres", false),
    POSTGRES_CONNECTIONS_CLOSED("postgres", false),
    CLIENTS_CUT_OFF("clients", true),
    SESSION_REVOKED("clients", true),
    READERS_SLOW("clients", false);

    private final String layer;
    private final boolean noticed;

    FaultKind(String layer, boolean noticed) {
        this.layer = layer;
        this.noticed = noticed;
    }

    /// Returns what kind of part it happens to.
    public String layer() {
        return layer;
    }

    /// Returns whether clients notice it, because their sockets are closed.
    public boolean isNoticed() {
        return noticed;
    }

    /// Returns whether the part is held up, or away, for a time.
    public boolean isPause() {
        return name().endsWith("_PAUSED");
    }

    /// Returns the name in words.
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
