package org.chatcluster.deploy.standalone;

import java.util.Arrays;
import java.util.List;
import org.chatcluster.deploy.standalone.balancer.BalancerMain;
import org.chatcluster.deploy.standalone.supervise.Supervisor;

/// Runs the part of `deploy/up` that the first argument names: `supervise` or `balancer`.
public final class Main {
    private Main() {}

    /// The process' entry.
    public static void main(String[] arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "balancer" -> BalancerMain.run(rest);
            case "supervise" -> System.exit(Supervisor.run(rest));
            default -> throw new IllegalArgumentException("no such role: " + arguments[0]);
        }
    }
}
