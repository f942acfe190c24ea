package org.chatcluster.deploy.loadtest;

import org.chatcluster.deploy.loadtest.cluster.UnusableCluster;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Measures a running cluster: what a delivery costs, how long it takes, and whether each came
/// exactly once.
@Command(
        name = "deploy/loadtest/run",
        mixinStandardHelpOptions = true,
        version = "chat-cluster load generator",
        description =
                "Measures a cluster that deploy/up has started. Leaves its users and messages.",
        footer = {
            "",
            "Exit codes: 0 good; 1 messages were lost, misdelivered or unanswered; 2 bad options.",
            "`SCENARIO --help` lists the options of a scenario."
        },
        subcommands = {
            GroupsCommand.class,
            DirectCommand.class,
            IdleCommand.class,
            StormCommand.class
        })
public final class LoadTest implements Runnable {
    static final int GOOD = 0;
    static final int FAILED = 1;
    static final int BAD_OPTIONS = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private LoadTest() {}

    /// Runs the scenario that the arguments name.
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /// Returns the exit code.
    static int execute(String... arguments) {
        return new CommandLine(new LoadTest())
                .setParameterExceptionHandler((bad, _) -> sentence(bad, BAD_OPTIONS))
                .setExecutionExceptionHandler((failure, _, _) ->
                        sentence(
                                failure, failure instanceof UnusableCluster ? BAD_OPTIONS : FAILED))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a scenario: groups, direct, idle or storm.");
    }

    private static int sentence(Exception failure, int exitCode) {
        System.err.println(failure.getMessage());
        return exitCode;
    }
}
