package org.chatcluster.api.fanout.cluster;

/// A server of the cluster that has slots, by the address that it announces.
public record Master(String host, int port) {
    /// Returns `host:port`, as it stands in a URL.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
