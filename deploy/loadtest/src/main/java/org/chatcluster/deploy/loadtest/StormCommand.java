package org.chatcluster.deploy.loadtest;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.chatcluster.deploy.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A reconnect storm.
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        description = {
            "Groups whose members' sockets are all dropped at once by the client:",
            "time until all have hello again, until all have resumed with what they missed,",
            "and until all receive again. A 503 with Retry-After is heeded; any other error fails."
        })
final class StormCommand implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "4000",
            description = "How many sockets, a multiple of the members (${DEFAULT-VALUE}).")
    private int sockets;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "50",
            description = "Members of each group (${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = {
                "Storms, spread over the measured time; the first find both sides",
                "cold (${DEFAULT-VALUE})."
            })
    private int rounds;

    @Option(
            names = "--missed",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Messages written to each group by REST while all sockets are away",
                "(${DEFAULT-VALUE})."
            })
    private int missed;

    @Override
    public Integer call() throws IOException {
        common.check(members, 1, 20_000, "--members");
        common.check(rounds, 1, 20, "--rounds");
        common.check(missed, 0, 1_000, "--missed");
        common.check(sockets % members, 0, 0, "the remainder of --sockets by --members");
        return common.run(Scenario.storm(sockets / members, members, rounds, missed), sockets);
    }
}
