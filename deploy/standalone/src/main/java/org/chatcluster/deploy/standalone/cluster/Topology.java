package org.chatcluster.deploy.standalone.cluster;

/// How many of each, and where the balancer listens.
///
/// @param port of the balancer on loopback; 0 takes any free one
public record Topology(int port, int apis, int gateways) {
    public Topology {
        if (apis < 1 || gateways < 1) {
            throw new IllegalArgumentException(
                    "at least one API and one gateway: " + apis + " and " + gateways);
        }
    }
}
