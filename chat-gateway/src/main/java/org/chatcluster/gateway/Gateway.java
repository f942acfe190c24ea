package org.chatcluster.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.security.Security;
import org.chatcluster.gateway.settings.NodeConfig;
import org.chatcluster.gateway.socket.Drain;
import org.chatcluster.node.log.LastLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's process. SIGTERM drains it.
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private Gateway() {}

    /// Starts the gateway. If it can't start, says why in one sentence and exits with 1.
    public static void main(String[] args) {
        // The JVM's own are 30 s and, for a name that is not there, 10 s: too long for nodes of the
        // API
        // that come and go.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        ApplicationContext context = ApplicationContext.builder().args(args).banner(false).build();
        try {
            context.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "stop"));
            LOG.info(
                    "gateway started node={} port={}",
                    context.getBean(NodeConfig.class).name(),
                    server.getPort());
        } catch (RuntimeException e) {
            System.err.println("chat-gateway can't start: " + rootCause(e).getMessage());
            context.close();
            LastLines.write();
            System.exit(1);
        }
    }

    private static void stop(ApplicationContext context) {
        LOG.info("gateway stops");
        context.getBean(Drain.class).drain();
        context.close();
        LastLines.write();
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return root;
    }
}
