package org.chatcluster.gateway.redis.cluster;

/// A server of the cluster that has slots, by the address that it announces.
public record Master(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
