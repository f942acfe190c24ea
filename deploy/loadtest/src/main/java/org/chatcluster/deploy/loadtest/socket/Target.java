package org.chatcluster.deploy.loadtest.socket;

import java.net.InetSocketAddress;
import java.net.URI;

/// A server that is connected to: plain `http` on a host and port.
public record Target(String host, int port) {
    /// Takes an `http://host:port` address.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Target of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("not an http://host:port address: " + url);
        }
        return new Target(uri.getHost(), uri.getPort());
    }

    /// Returns the value of the `Host` header.
    public String authority() {
        return host + ":" + port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
