package org.chatcluster.deploy.loadtest.scenario;

import java.io.PrintStream;
import org.chatcluster.deploy.loadtest.cluster.Cluster;
import org.chatcluster.deploy.loadtest.population.PopulationSource;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.chatcluster.deploy.loadtest.stage.Stage;

/// One kind of run, from an empty stage to its report.
public sealed interface Scenario permits TrafficScenario, IdleScenario, StormScenario {
    /// Plays the scenario on a stage of its own.
    Report play(Stage stage, Settings settings);

    /// Plays the scenario against a cluster, with users from that source.
    default Report run(
            Cluster cluster, PopulationSource source, Settings settings, PrintStream progress) {
        try (Stage stage = new Stage(cluster, source, settings.wiring(), progress)) {
            return play(stage, settings);
        }
    }

    /// Returns messages in groups or pairs.
    static Scenario traffic(Traffic traffic) {
        return new TrafficScenario(traffic);
    }

    /// Returns that many sockets, held open.
    static Scenario idle(int sockets) {
        return new IdleScenario(sockets);
    }

    /// Returns that many groups of connected members, all dropped at once, that many times; each
    /// time they miss so many messages.
    static Scenario storm(int groups, int members, int rounds, int missed) {
        return new StormScenario(groups, members, rounds, missed);
    }
}
