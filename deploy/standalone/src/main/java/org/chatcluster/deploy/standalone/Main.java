package org.chatcluster.deploy.standalone;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chatcluster.deploy.standalone.balancer.BalancerMain;
import org.chatcluster.deploy.standalone.cluster.Applications;
import org.chatcluster.deploy.standalone.cluster.Cluster;
import org.chatcluster.deploy.standalone.cluster.ClusterSettings;
import org.chatcluster.deploy.standalone.cluster.Topology;
import org.chatcluster.deploy.standalone.supervise.Supervisor;

/// Runs the part of `deploy/up` that the first argument names, `supervise` or `balancer`; or
/// `rehearse`, which makes the start-up caches of images.
public final class Main {
    private Main() {}

    /// The process' entry.
    public static void main(String[] arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "balancer" -> BalancerMain.run(rest);
            case "rehearse" -> rehearse(Path.of(rest.getFirst()));
            case "supervise" -> System.exit(Supervisor.run(rest));
            default -> throw new IllegalArgumentException("no such role: " + arguments[0]);
        }
    }

    /// Leaves the cache of each application in that folder beside its jar.
    private static void rehearse(Path repository) {
        ClusterSettings settings =
                new ClusterSettings(
                        repository.resolve(".data"),
                        new Topology(0, 1, 1),
                        Applications.of(repository),
                        Optional.empty());
        Cluster.rehearse(settings, System.out::println);
    }
}
