package org.chatcluster.deploy.chaos.cluster;

import java.util.List;

/// What may be switched off, to see that its loss is noticed.
public enum Switch {
    NOTHING(List.of(), List.of()),
    OUTBOX(List.of("-Dchat.outbox.enabled=false"), List.of()),
    REPLAY(List.of(), List.of("-Dchat.replay.enabled=false"));

    private final List<String> apiFlags;
    private final List<String> gatewayFlags;

    Switch(List<String> apiFlags, List<String> gatewayFlags) {
        this.apiFlags = apiFlags;
        this.gatewayFlags = gatewayFlags;
    }

    List<String> apiFlags() {
        return apiFlags;
    }

    List<String> gatewayFlags() {
        return gatewayFlags;
    }
}
