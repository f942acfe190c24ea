package org.chatcluster.deploy.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.deploy.loadtest.cluster.Cluster;
import org.chatcluster.deploy.loadtest.fake.FakeChat;
import org.chatcluster.deploy.loadtest.fake.FakePopulation;
import org.chatcluster.deploy.loadtest.fake.Fault;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final Traffic GROUPS = new Traffic(Kind.GROUP, 4, 5, 400, 8, false);

    @Test
    void faultlessServerIsFoundFaultless() {
        Report report = run(5, Fault.NONE, Scenario.traffic(GROUPS));

        assertThat(report.failures()).isEmpty();
        assertThat(count(report, "sent")).isEqualTo(200);
        assertThat(count(report, "acked")).isEqualTo(200);
        assertThat(count(report, "delivered")).isEqualTo(1_000);
        assertThat(count(report, "repeated")).isZero();
        assertThat(report.text()).contains("send to delivery", "load generator");
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE, lost, 1 lost",
        "MISDELIVER, misdelivered, 1 misdelivered",
        "IGNORE, unanswered, 1 unanswered"
    })
    void faultIsCountedExactlyAndFailsTheRun(Fault fault, String name, String failure) {
        Report report = run(5, fault, Scenario.traffic(GROUPS));

        assertThat(count(report, name)).isEqualTo(1);
        assertThat(report.failures()).containsExactly(failure);
    }

    @Test
    void repeatedFrameIsCountedAndIsNoFailure() {
        Report report = run(5, Fault.REPEAT, Scenario.traffic(GROUPS));

        assertThat(count(report, "repeated")).isEqualTo(1);
        assertThat(count(report, "delivered")).isEqualTo(1_000);
        assertThat(report.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void refusedMessageIsCountedByItsCode(boolean rest) {
        Traffic traffic = new Traffic(Kind.DIRECT, 4, 2, 400, 8, rest);

        Report report = run(2, Fault.REFUSE, Scenario.traffic(traffic));

        assertThat(count(report, "refused")).isEqualTo(1);
        assertThat(report.value("errors", "not_found")).isEqualTo(1L);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void closedSocketIsCountedAndWhatItMissedIsLost() {
        Report report = run(5, Fault.CLOSE, Scenario.traffic(GROUPS));

        assertThat(count(report, "disconnected")).isEqualTo(1);
        assertThat(report.value("disconnected", "closed with 1013")).isEqualTo(1L);
        assertThat(count(report, "lost")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void closedLoopFinishesWhatItBegan(boolean rest) {
        Traffic traffic = new Traffic(Kind.DIRECT, 6, 2, 0, 8, rest);

        Report report = run(2, Fault.NONE, Scenario.traffic(traffic));

        assertThat(report.failures()).isEmpty();
        assertThat(count(report, "sent")).isGreaterThan(100);
        assertThat(count(report, "acked")).isEqualTo(count(report, "sent"));
        assertThat(count(report, "delivered")).isEqualTo(2 * count(report, "sent"));
    }

    @Test
    void stormEndsWhenAllReceiveAgain() {
        Report report = run(5, Fault.NONE, Scenario.storm(6, 5, 2));

        assertThat(report.failures()).isEmpty();
        assertThat(report.value("storms, ms", "storm 2"))
                .extracting("all receiving")
                .satisfies(millis -> assertThat((Double) millis).isPositive());
        assertThat(report.value("hellos by node", "fake-1")).isEqualTo(90L);
    }

    private static long count(Report report, String name) {
        return (Long) report.value("counts", name);
    }

    private static Report run(int members, Fault fault, Scenario scenario) {
        try (FakeChat server = new FakeChat(members, fault)) {
            Target target = new Target("127.0.0.1", server.port());
            Cluster cluster =
                    new Cluster(
                            target,
                            List.of(target),
                            List.of(target),
                            new Cluster.Database("", "", ""),
                            Path.of(""),
                            Map.of("server", ProcessHandle.current().pid()));
            Settings settings =
                    new Settings(
                            new Settings.Wiring(false, 2, 100, 8),
                            Duration.ZERO,
                            Duration.ofMillis(500),
                            Duration.ofMillis(300),
                            Optional.empty());
            PrintStream silent =
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            return scenario.run(cluster, new FakePopulation(), settings, silent);
        }
    }
}
