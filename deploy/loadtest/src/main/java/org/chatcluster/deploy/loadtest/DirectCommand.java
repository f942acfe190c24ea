package org.chatcluster.deploy.loadtest;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.scenario.Scenario;
import org.chatcluster.deploy.loadtest.scenario.Traffic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Direct messages.
@Command(
        name = "direct",
        mixinStandardHelpOptions = true,
        description = "Pairs with both sides connected, who send in turns.")
final class DirectCommand implements Callable<Integer> {
    /// By which way messages are sent.
    enum Via {
        ws,
        rest
    }

    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many pairs (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--rate",
            paramLabel = "N|max",
            defaultValue = "max",
            converter = Rate.class,
            description = "Messages a second over all pairs, or max (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "256",
            description = {
                "With --rate max: messages under way at any time;",
                "with --via rest: connections (${DEFAULT-VALUE})."
            })
    private int inFlight;

    @Option(
            names = "--via",
            paramLabel = "ws|rest",
            defaultValue = "ws",
            description = "Send on the author's socket or by REST (${DEFAULT-VALUE}).")
    private Via via = Via.ws;

    @Override
    public Integer call() throws IOException {
        common.check(pairs, 1, 10_000, "--pairs");
        common.check(inFlight, 1, 10_000, "--in-flight");
        Traffic traffic = new Traffic(Kind.DIRECT, pairs, 2, rate, inFlight, via == Via.rest);
        return common.run(Scenario.traffic(traffic), pairs * 2);
    }
}
