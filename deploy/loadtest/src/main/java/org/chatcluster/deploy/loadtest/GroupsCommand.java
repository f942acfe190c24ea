package org.chatcluster.deploy.loadtest;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.scenario.Scenario;
import org.chatcluster.deploy.loadtest.scenario.Traffic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Messages in groups.
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        showDefaultValues = false,
        description = "Groups with every member connected, who send in turns.")
final class GroupsCommand implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
            names = "--groups",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many groups (${DEFAULT-VALUE}).")
    private int groups;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "50",
            description = "Members of each group (${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--rate",
            paramLabel = "N|max",
            defaultValue = "400",
            converter = Rate.class,
            description = "Messages a second over all groups, or max (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "64",
            description = "With --rate max: messages under way at any time (${DEFAULT-VALUE}).")
    private int inFlight;

    @Override
    public Integer call() throws IOException {
        common.check(groups, 1, 10_000, "--groups");
        common.check(members, 1, 20_000, "--members");
        common.check(inFlight, 1, 10_000, "--in-flight");
        Traffic traffic = new Traffic(Kind.GROUP, groups, members, rate, inFlight, false);
        return common.run(Scenario.traffic(traffic), Math.multiplyExact(groups, members));
    }
}
