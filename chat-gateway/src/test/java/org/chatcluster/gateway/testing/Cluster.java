package org.chatcluster.gateway.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one test class runs against: a Redis, an API, keys, and as many gateways as it asks for.
public final class Cluster implements AutoCloseable {
    private final TestRedis redis = TestRedis.start();
    private final FakeApi api = FakeApi.start();
    private final TestKeys keys = TestKeys.generate("key-1");
    private final List<GatewayNode> nodes = new ArrayList<>();

    public TestRedis redis() {
        return redis;
    }

    public FakeApi api() {
        return api;
    }

    public TestKeys keys() {
        return keys;
    }

    /// Starts a gateway with those settings on top of the cluster's own.
    public GatewayNode startNode(String name, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("chat.redis.url", redis.url());
        all.put("chat.command.api-urls", api.url());
        all.put(
                "chat.token.verification-keys",
                keys.writePublicKeys(Path.of("target/keys")).toString());
        all.putAll(settings);
        GatewayNode node = GatewayNode.start(name, all);
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(GatewayNode::close);
        api.close();
        redis.close();
    }
}
