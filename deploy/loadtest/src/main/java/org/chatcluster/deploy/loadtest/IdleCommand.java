package org.chatcluster.deploy.loadtest;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.chatcluster.deploy.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Silent sockets.
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Sockets that are held open: memory of each gateway per socket.")
final class IdleCommand implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many sockets (${DEFAULT-VALUE}).")
    private int sockets;

    @Override
    public Integer call() throws IOException {
        return common.run(Scenario.idle(sockets), sockets);
    }
}
