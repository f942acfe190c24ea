package org.chatcluster.deploy.standalone.balancer;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The balancer as a process: `balancer <port> <api url,…> <gateway url,…>`.
public final class BalancerMain {
    private static final int MOST_CONNECTIONS = 30_000;

    /// Files and sockets that are not clients' connections.
    private static final int OTHER_FILES = 500;

    private BalancerMain() {}

    /// Returns once the balancer listens; the process then lives until it is stopped.
    public static void run(List<String> arguments) {
        Balancer balancer =
                Balancer.start(
                        Integer.parseInt(arguments.get(0)),
                        urls(arguments.get(1)),
                        urls(arguments.get(2)),
                        new Balancer.Limits(
                                connections(),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(75),
                                Duration.ofMillis(500)));
        Runtime.getRuntime().addShutdownHook(new Thread(balancer::close, "stop-balancer"));
        System.out.println("balancer listens url=" + balancer.url());
    }

    /// As many as this process may open files for: two each, the client's and the node's.
    private static int connections() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix) {
            long pairs = (unix.getMaxFileDescriptorCount() - OTHER_FILES) / 2;
            return (int) Math.clamp(pairs, 1, MOST_CONNECTIONS);
        }
        return MOST_CONNECTIONS;
    }

    private static List<URI> urls(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1)).map(URI::create).toList();
    }
}
