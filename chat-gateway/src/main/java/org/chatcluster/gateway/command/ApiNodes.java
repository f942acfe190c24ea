package org.chatcluster.gateway.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nodes of the API as they are now. A host of `chat.command.api-urls` that stands for several
/// addresses is as many nodes: the replicas of a service of compose, a headless service of
/// Kubernetes. Hosts are looked up again and again, so that nodes come and go. Thread-safe.
///
/// Invariant: there is at least one node. A host that cannot be found keeps the addresses that it
/// had, and stands for itself if it never had any.
@Singleton
public final class ApiNodes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiNodes.class);

    /// Says which addresses a host has.
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private final List<URI> urls;
    private final Lookup lookup;
    private final Map<URI, List<URI>> found = new TreeMap<>();
    private volatile List<URI> current;

    @Inject
    ApiNodes(CommandConfig config) {
        this(config.apiUrls(), InetAddress::getAllByName);
    }

    ApiNodes(List<URI> urls, Lookup lookup) {
        this.urls = List.copyOf(urls);
        this.lookup = lookup;
        this.current = this.urls;
    }

    /// Returns the nodes; the same list as before until they change. Does not block.
    public List<URI> current() {
        return current;
    }

    /// Looks all hosts up. Blocks.
    synchronized void lookUp() {
        Set<URI> nodes = new LinkedHashSet<>();
        for (URI url : urls) {
            nodes.addAll(nodesOf(url));
        }
        List<URI> next = List.copyOf(nodes);
        if (!next.equals(current)) {
            LOG.info("api nodes are {}", next);
            current = next;
        }
    }

    private List<URI> nodesOf(URI url) {
        try {
            found.put(url, addresses(url));
        } catch (UnknownHostException e) {
            LOG.debug("api host not found host={}", url.getHost(), e);
        }
        return found.getOrDefault(url, List.of(url));
    }

    /// Of one family alone, in an order that stays: a node with addresses of both is one node.
    private List<URI> addresses(URI url) throws UnknownHostException {
        InetAddress[] all = lookup.all(url.getHost());
        boolean hasIpv4 = Arrays.stream(all).anyMatch(Inet4Address.class::isInstance);
        return Arrays.stream(all)
                .filter(address -> address instanceof Inet4Address == hasIpv4)
                .map(address -> at(url, address))
                .sorted()
                .toList();
    }

    private static URI at(URI url, InetAddress address) {
        String literal = address.getHostAddress();
        String host = address instanceof Inet4Address ? literal : "[" + literal + "]";
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + host + port);
    }
}
