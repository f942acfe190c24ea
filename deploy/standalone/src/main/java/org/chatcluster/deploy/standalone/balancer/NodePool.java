package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The nodes of one kind, of which those are used, in turn, that are ready.
///
/// Invariant: used are the ready nodes; if none is ready, those that answer at all, since a node
/// says better than the balancer why it cannot serve. A node that stops being used keeps the
/// WebSockets that it has.
final class NodePool implements AutoCloseable {
    private static final int CONNECTIONS_PER_THREAD = 30_000;
    private static final int QUEUED_PER_THREAD = 1_000;
    private static final Duration KEPT_IDLE = Duration.ofSeconds(30);

    private final LoadBalancingProxyClient client =
            new LoadBalancingProxyClient()
                    .setConnectionsPerThread(CONNECTIONS_PER_THREAD)
                    .setSoftMaxConnectionsPerThread(1)
                    .setTtl((int) KEPT_IDLE.toMillis())
                    .setMaxQueueSize(QUEUED_PER_THREAD)
                    .setProblemServerRetry(1);
    private final Set<URI> used = new HashSet<>();
    private final List<Node> nodes;
    private final ScheduledExecutorService timer;

    private NodePool(List<URI> urls) {
        this.nodes = urls.stream().map(Node::new).toList();
        this.timer =
                Executors.newScheduledThreadPool(
                        nodes.size(), Thread.ofPlatform().name("health").daemon().factory());
    }

    /// Returns a pool that has looked at every node once, and goes on doing so.
    static NodePool watch(List<URI> urls, Balancer.Limits limits) {
        NodePool pool = new NodePool(urls);
        CompletableFuture.allOf(
                        pool.nodes.stream()
                                .map(node ->
                                        CompletableFuture.runAsync(
                                                () -> pool.check(node), pool.timer))
                                .toArray(CompletableFuture<?>[]::new))
                .join();
        long pause = limits.check().toMillis();
        for (Node node : pool.nodes) {
            var _ =
                    pool.timer.scheduleWithFixedDelay(
                            () -> pool.check(node), pause, pause, TimeUnit.MILLISECONDS);
        }
        return pool;
    }

    /// Returns what the proxy asks for connections.
    ProxyClient client() {
        return client;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// Each node has a thread of the timer's, so that one that hangs delays no verdict on others.
    private void check(Node node) {
        node.check();
        use();
    }

    private synchronized void use() {
        List<Node> answering = nodes.stream().filter(Node::answers).toList();
        List<Node> ready = answering.stream().filter(Node::isReady).toList();
        Set<URI> wanted = new HashSet<>();
        (ready.isEmpty() ? answering : ready).forEach(node -> wanted.add(node.url()));
        for (Node node : nodes) {
            URI url = node.url();
            if (wanted.contains(url) && used.add(url)) {
                System.out.println("node is used url=" + url);
                client.addHost(url);
            } else if (!wanted.contains(url) && used.remove(url)) {
                System.out.println("node is not used any more url=" + url);
                client.removeHost(url);
            }
        }
    }
}
